import { writeFileSync } from "node:fs";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { CHECKED_IN, ownCorpus } from "./identity-corpus/own-corpus.ts";

const FOLDER = new URL("../../test/fixtures/identity/", import.meta.url);

const HELP = `Writes the corpus of address jigs and of neighbours that must not be merged.

Usage: npm run lab -- identity-corpus [--seed N] [--verbose]
Example: npm run lab -- identity-corpus --seed ${CHECKED_IN.seed}

Rewrites jigs.jsonl and negatives.jsonl in test/fixtures/identity; without --seed they come out as they are checked in.
Exit codes: 0 written, 2 wrong usage, or the files cannot be written.
`;

function run(args: string[]): number {
  const values = parseOptions(args, { seed: { type: "string" } });
  const seed = wholeNumber("seed", values.seed, CHECKED_IN.seed);
  const { jigs, negatives } = ownCorpus({ ...CHECKED_IN, seed });
  writeLines("jigs.jsonl", jigs);
  writeLines("negatives.jsonl", negatives);
  const families = new Set(jigs.map(({ family }) => family)).size;
  process.stdout.write(`${jigs.length} forms of ${families} families, ${negatives.length} negative pairs\n`);
  return 0;
}

function writeLines(name: string, rows: readonly unknown[]): void {
  writeFileSync(new URL(name, FOLDER), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
}

export const identityCorpus: Program = { help: HELP, run };
