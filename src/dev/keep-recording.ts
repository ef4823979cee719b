import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Appends a session of a person to the folder's recordings, one line each: what the development Worker cannot do by itself. */
export async function keepRecording(folder: string, line: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await appendFile(join(folder, "people.ndjson"), line, { mode: 0o600 });
}
