import { writeFile } from "node:fs/promises";
import { loadResellerRules } from "./load-assessor.ts";

/**
 * Writes settings and brand profiles as the one JSON file that the Worker's bundle is built from.
 * @returns the exit code: 2 where a file has problems, which are printed
 */
export async function bundleResellerRules(rules: string, out: string): Promise<number> {
  const loaded = loadResellerRules(rules);
  if (!loaded.ok) {
    process.stderr.write(`${loaded.error.join("\n")}\n`);
    return 2;
  }
  await writeFile(out, JSON.stringify(loaded.value));
  return 0;
}
