import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Reads the rows of the one sale in a folder of state, as its object wrote them.
 * @throws Error where the folder holds no sale
 */
export function readSaleRows(stateFolder: string, query: string): Record<string, unknown>[] {
  for (const file of globSync(join(stateFolder, "do/**/*.sqlite"))) {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const known = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'attempt'").get();
      if (known !== undefined) return database.prepare(query).all();
    } finally {
      database.close();
    }
  }
  throw new Error(`No sale was found in ${stateFolder}.`);
}
