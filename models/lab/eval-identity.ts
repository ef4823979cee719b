import { writeFileSync } from "node:fs";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { identityCard } from "./eval-identity/card.ts";
import { evaluate } from "./eval-identity/evaluate.ts";
import { alignedTable, tablesOf } from "./eval-identity/tables.ts";

const DATA = "../shared/data";

const HELP = `Measures the household keys on the project's own corpus of jigs and on recorded addresses.

  npm run lab -- eval-identity [options]

  --data <folder>  folder with the recorded addresses (${DATA}); without it the own corpus alone is measured
  --card <file>    writes the figures as a card, too
  --json           the whole report as JSON on stdout
  --verbose        stack traces
  --help           this text

Exit codes: 0 every bar is met, 1 a bar is missed, 2 wrong use or unreadable data.

Example: npm run lab -- eval-identity --card models/identity-card.md
`;

const OPTIONS = {
  data: { type: "string", default: DATA },
  card: { type: "string" },
  json: { type: "boolean" },
} as const;

function run(args: string[]): number {
  const values = parseOptions(args, OPTIONS);
  process.stderr.write("Measuring, some seconds ...\n");
  const report = evaluate(values.data);
  if (values.card !== undefined) writeFileSync(values.card, identityCard(report));
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else process.stdout.write(tablesOf(report).map(alignedTable).join("\n"));
  if (report.recorded.length === 0) {
    process.stderr.write(`No recorded addresses in ${values.data}: the own corpus alone was measured.\n`);
  }
  return report.bars.every(({ met }) => met) ? 0 : 1;
}

export const evalIdentity: Program = { help: HELP, run };
