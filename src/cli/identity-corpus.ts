import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { exitWith } from "./exit-with.ts";
import { CHECKED_IN, ownCorpus } from "./identity-corpus/own-corpus.ts";

const FOLDER = new URL("../../test/fixtures/identity/", import.meta.url);

const HELP = `Writes the corpus of address jigs and of neighbours that must not be merged.

Usage: node src/cli/identity-corpus.ts [--seed N]
Example: node src/cli/identity-corpus.ts --seed ${CHECKED_IN.seed}

Rewrites jigs.jsonl and negatives.jsonl in test/fixtures/identity; without --seed they come out as they are checked in.
Exit codes: 0 written, 2 wrong usage.
`;

function main(): number {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: String(CHECKED_IN.seed) },
      help: { type: "boolean", short: "h" },
      verbose: { type: "boolean" },
    },
  });
  const seed = Number(values.seed);
  if (values.help || !Number.isSafeInteger(seed)) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  const { jigs, negatives } = ownCorpus({ ...CHECKED_IN, seed });
  writeLines("jigs.jsonl", jigs);
  writeLines("negatives.jsonl", negatives);
  const families = new Set(jigs.map(({ family }) => family)).size;
  console.log(`${jigs.length} forms of ${families} families, ${negatives.length} negative pairs`);
  return 0;
}

function writeLines(name: string, rows: readonly unknown[]): void {
  writeFileSync(new URL(name, FOLDER), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
}

exitWith(main);
