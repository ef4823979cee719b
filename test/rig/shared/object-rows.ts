import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Reads the rows of all objects in a folder of state that have a table, as they wrote them. */
export function readObjectRows(
  stateFolder: string,
  { table, query }: { readonly table: string; readonly query: string },
): Record<string, unknown>[] {
  return globSync(join(stateFolder, "do/**/*.sqlite")).flatMap((file) => {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const known = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table);
      return known === undefined ? [] : database.prepare(query).all();
    } finally {
      database.close();
    }
  });
}
