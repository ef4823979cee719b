import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseCommand, UsageError } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";

const TARGET = new URL("../../src/domain/identity/look-alikes.data.ts", import.meta.url);

const HELP = `Picks the letters that look like ASCII letters out of the Unicode confusables.

Usage: npm run lab -- look-alikes FILE [--verbose]
Example: npm run lab -- look-alikes uts39_confusables.json.gz

FILE is a JSON object from a character to the text it looks like, as Unicode Technical Standard 39 lists them; it may be compressed.
Rewrites ${TARGET.pathname.split("/").slice(-4).join("/")}.
Exit codes: 0 written, 2 wrong usage, or the file cannot be read.
`;

function isStringRecord(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}

function run(args: string[]): number {
  const [file, ...more] = parseCommand(args, {}).positionals;
  if (file === undefined || more.length > 0) throw new UsageError("Name one file of confusables.");
  const bytes = readFileSync(file);
  const table: unknown = JSON.parse((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
  if (!isStringRecord(table)) throw new TypeError(`${file} is not an object from characters to text`);
  // Compatibility forms (full width, mathematical alphabets) fold by normalisation already and need no entry.
  const pairs = Object.entries(table).filter(
    ([letter, target]) =>
      [...letter].length === 1 &&
      /^\P{ASCII}$/u.test(letter) &&
      /^\p{L}$/u.test(letter) &&
      /^[A-Za-z]$/.test(target) &&
      letter.normalize("NFKD") === letter,
  );
  const text = pairs.map(([letter, target]) => letter + target).join("");
  writeFileSync(
    TARGET,
    `/**
 * Letters of other scripts, each followed by the ASCII letter that it looks like. Written by \`models/lab/look-alikes.ts\`
 * from the confusables of Unicode Technical Standard 39 (Unicode licence).
 */
export const LOOK_ALIKES =
  ${JSON.stringify(text)};
`,
  );
  process.stdout.write(`${pairs.length} letters, ${text.length} UTF-16 code units\n`);
  return 0;
}

export const lookAlikes: Program = { help: HELP, run };
