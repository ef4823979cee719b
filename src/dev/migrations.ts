import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = "src/platform/migrations";

/** The statements of each migration file of the database, in the order of the files' names. */
export async function migrationStatements(): Promise<{ name: string; statements: string[] }[]> {
  const names = (await readdir(FOLDER)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(FOLDER, name), "utf8")).replaceAll(/^--.*$/gm, "");
      return { name, statements: text.split(";").filter((statement) => statement.trim() !== "") };
    }),
  );
}
