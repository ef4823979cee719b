import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSaleStore } from "../../../src/domain/sale/open-store.ts";
import { sqlBacking } from "../../../src/objects/sale.sql.ts";
import { sqlWords } from "../../../src/objects/sale.words.ts";
import { nodeSql } from "./node-sql.ts";

/**
 * Reads the rows of the one sale in a folder of state, as its object wrote them: what waits in its redo log is in no other table.
 * @throws Error where the folder holds no sale
 */
export function readSaleRows(stateFolder: string, query: string): Record<string, unknown>[] {
  const database = openSale(stateFolder, { readOnly: true });
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
}

/** Folds the redo log of the one sale in a copy of its state, as its object does when it starts. */
export function foldSaleRows(stateFolder: string): void {
  const database = openSale(stateFolder, { readOnly: false });
  try {
    const sql = nodeSql(database);
    database.exec("BEGIN");
    openSaleStore(sqlBacking(sql, sqlWords(sql))).begin();
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

function openSale(stateFolder: string, { readOnly }: { readonly readOnly: boolean }): DatabaseSync {
  for (const file of globSync(join(stateFolder, "do/**/*.sqlite"))) {
    const database = new DatabaseSync(file, { readOnly });
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'attempt'").get() !== undefined) {
      return database;
    }
    database.close();
  }
  throw new Error(`No sale was found in ${stateFolder}.`);
}
