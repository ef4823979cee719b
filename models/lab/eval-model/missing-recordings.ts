import { existsSync } from "node:fs";
import { join } from "node:path";

/** A sentence that says which recordings are not there, or `undefined` where all are. */
export function missingRecordings(dataFolder: string, folders: readonly string[]): string | undefined {
  const missing = folders.filter((folder) => !existsSync(join(dataFolder, folder)));
  if (missing.length === 0) return undefined;
  return `There is no ${missing.join(", ")} in ${dataFolder}. Say where the recordings are with --data <folder>.`;
}
