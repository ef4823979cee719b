import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Sql, SqlValue } from "../../../src/objects/sql.ts";

/** SQLite's page. */
export const PAGE_BYTES = 4096;

/** Node's SQLite as a Durable Object offers its own. */
export function nodeSql(database: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>();
  const statementOf = (query: string) => {
    const known = statements.get(query) ?? database.prepare(query);
    statements.set(query, known);
    return known;
  };
  const pages = database.prepare("PRAGMA page_count");
  return {
    get databaseSize() {
      return Number(pages.get()?.page_count) * PAGE_BYTES;
    },
    exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]) {
      const bound = bindings.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
      // What is in a row the query says, as in the runtime's own types.
      const rows = statementOf(query).all(...bound) as Row[];
      return Object.assign(rows, {
        one: () => {
          const [row] = rows;
          if (row === undefined) throw new TypeError("Expected one row.");
          return row;
        },
        toArray: () => rows,
      });
    },
  };
}
