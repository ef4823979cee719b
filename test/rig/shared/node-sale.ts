import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type OpenSaleStore, openSaleStore } from "../../../src/domain/sale/open-store.ts";
import { SALE_MIGRATIONS, sqlBacking } from "../../../src/objects/sale.sql.ts";
import { sqlWords } from "../../../src/objects/sale.words.ts";
import type { Sql, SqlValue } from "../../../src/objects/sql.ts";

/** SQLite's page, and what stands before each in a write-ahead log. */
const PAGE_BYTES = 4096;
const FRAME_HEADER_BYTES = 24;
const LOG_HEADER_BYTES = 32;

/** A sale's memory over SQLite in this process: the rows that its object writes, without the runtime around it. */
export type NodeSale = {
  readonly store: OpenSaleStore;
  /** One transaction of the object: what its commands changed is written, and then committed. */
  readonly transaction: <T>(run: () => T) => T;
  /** Rows of all tables. */
  readonly rows: () => number;
  /** Pages in the write-ahead log, which then begins anew. */
  readonly takeLoggedPages: () => number;
  readonly close: () => void;
};

export function openNodeSale(): NodeSale {
  const folder = mkdtempSync(join(tmpdir(), "firsthand-sale-"));
  const file = join(folder, "sale.sqlite");
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0");
  for (const migration of SALE_MIGRATIONS) database.exec(migration);
  const sql = nodeSql(database);
  const store = openSaleStore(sqlBacking(sql, sqlWords(sql)));
  while (store.learnNames());
  return {
    store,
    transaction(run) {
      database.exec("BEGIN");
      const value = run();
      store.flush();
      database.exec("COMMIT");
      return value;
    },
    rows() {
      const tables = sql.exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
      );
      return tables
        .toArray()
        .reduce((sum, { name }) => sum + sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${name}`).one().n, 0);
    },
    takeLoggedPages() {
      const bytes = statSync(`${file}-wal`).size;
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return Math.max(0, Math.round((bytes - LOG_HEADER_BYTES) / (PAGE_BYTES + FRAME_HEADER_BYTES)));
    },
    close() {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Node's SQLite as a Durable Object offers its own. */
function nodeSql(database: DatabaseSync): Sql {
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
