import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type OpenSaleStore, openSaleStore } from "../../../src/domain/sale/open-store.ts";
import { SALE_MIGRATIONS, sqlBacking } from "../../../src/objects/sale.sql.ts";
import { sqlWords } from "../../../src/objects/sale.words.ts";
import { nodeSql, PAGE_BYTES } from "./node-sql.ts";

/** What stands before each page in a write-ahead log. */
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
      store.begin();
      const value = run();
      store.commit();
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
