import type { BackingRows, NamedRows, RowChange } from "../domain/sale/memory/stored-rows.ts";
import { packedRows } from "./packed-rows.ts";
import type { Sql, SqlValue } from "./sql.ts";

/** The runtime binds at most so many values to one statement. */
const BOUND_VALUES_MAX = 100;
/** Names of one page: a page takes a few milliseconds, which is how long others wait for it. */
const NAMES_MAX = 2000;

/** A table of which one text column is the key, and how its rows are read and written. */
export type SqlTable<Stored extends Record<string, SqlValue>, Row> = {
  readonly name: string;
  readonly key: keyof Stored & string;
  readonly columns: readonly (keyof Stored & string)[];
  readonly load: (stored: Stored) => Row;
  /** The values of the columns. */
  readonly save: (row: Row, key: string) => Stored;
};

/** Rows of one table, each under its own key. */
export function sqlRows<Stored extends Record<string, SqlValue>, Row>(
  sql: Sql,
  table: SqlTable<Stored, Row>,
): NamedRows<Row> {
  const { name, key, columns, load, save } = table;
  const select = `SELECT ${columns.join(", ")} FROM ${name} WHERE ${key} IN (SELECT value FROM json_each(?))`;
  return {
    read(keys) {
      const rows = new Map<string, Row>();
      for (const stored of sql.exec<Stored>(select, JSON.stringify(keys))) rows.set(String(stored[key]), load(stored));
      return rows;
    },
    write(changes) {
      insertAll(
        sql,
        `INSERT OR REPLACE INTO ${name} (${columns.join(", ")})`,
        inKeyOrder(changes).map((change) => {
          const stored = save(change.row, change.key);
          return columns.map((column) => stored[column] ?? null);
        }),
      );
    },
    namesAfter: namesIn(sql, name, key),
  };
}

/** Neighbours are written one after the other, and so each page of the database once. */
export function inKeyOrder<Row>(changes: readonly RowChange<Row>[]): readonly RowChange<Row>[] {
  return changes.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Writes rows of equally many values with as few statements as these fit in. @param into of the statement, up to its values */
export function insertAll(sql: Sql, into: string, rows: readonly (readonly SqlValue[])[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const places = `(${first.map(() => "?").join(", ")})`;
  const rowsMax = Math.floor(BOUND_VALUES_MAX / first.length);
  for (let at = 0; at < rows.length; at += rowsMax) {
    const some = rows.slice(at, at + rowsMax);
    sql.exec(`${into} VALUES ${some.map(() => places).join(", ")}`, ...some.flat());
  }
}

/** Pages of the distinct values of an indexed text column: each is sought by itself, so that a value of many rows costs as any. */
export function namesIn(sql: Sql, table: string, column: string): NamedRows<never>["namesAfter"] {
  const query = `WITH RECURSIVE known (name) AS (
      SELECT MIN(${column}) FROM ${table} WHERE ${column} > ?1
      UNION ALL SELECT (SELECT MIN(${column}) FROM ${table} WHERE ${column} > known.name) FROM known
      WHERE known.name IS NOT NULL LIMIT ${NAMES_MAX}
    ) SELECT json_group_array(name) AS packed FROM known WHERE name IS NOT NULL`;
  return (after) => {
    const names = packedRows<string>(sql, query, after);
    return { names, next: names.length < NAMES_MAX ? undefined : names.at(-1) };
  };
}

/** Rows that follow from others and are never written. */
export function sqlSums<Row>(read: BackingRows<Row>["read"]): BackingRows<Row> {
  return { read, write: () => undefined };
}

/** A count under a pair of keys, which one text names with a space between. */
export function sqlCounts(
  sql: Sql,
  table: string,
  first: { readonly column: string; readonly valueOf: (text: string) => SqlValue },
): BackingRows<number> {
  const select = `SELECT attempts FROM ${table} WHERE ${first.column} = ? AND verdict = ?`;
  const split = (key: string): [SqlValue, string] => {
    const space = key.indexOf(" ");
    return [first.valueOf(key.slice(0, space)), key.slice(space + 1)];
  };
  return {
    read(keys) {
      const counts = new Map<string, number>();
      for (const key of keys) {
        for (const { attempts } of sql.exec<{ attempts: number }>(select, ...split(key))) counts.set(key, attempts);
      }
      return counts;
    },
    write(changes: readonly RowChange<number>[]) {
      insertAll(
        sql,
        `INSERT OR REPLACE INTO ${table} (${first.column}, verdict, attempts)`,
        inKeyOrder(changes).map(({ key, row }) => [...split(key), row]),
      );
    },
  };
}
