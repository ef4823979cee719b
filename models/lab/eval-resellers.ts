import { loadBrands, loadSettings } from "../../src/cli/resellers/load-assessor.ts";
import { parseOptions } from "../../src/cli/shared/command-line.ts";
import { RULES_FOLDER } from "../../src/cli/shared/rules-folder.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { readData } from "./eval-resellers/data.ts";
import { evaluate } from "./eval-resellers/evaluate.ts";
import { printReport } from "./eval-resellers/print-report.ts";

const DATA = "../shared/data/domains";
const HELP = `Measures the host detectors on public lists. Nothing is resolved or fetched.

  npm run lab -- eval-resellers [options]

  --data <folder>   folder with the host lists (${DATA})
  --rules <folder>  folder with resellers.yaml and brands/ (${RULES_FOLDER})
  --json            the whole report as JSON on stdout
  --verbose         stack traces
  --help            this text

Exit codes: 0 every bar is met, 1 a bar is missed, 2 wrong use, invalid settings, or data that is not there.

Example: npm run lab -- eval-resellers --json > report.json
`;

export const evalResellers: Program = { help: HELP, run };

function run(args: string[]): number {
  const values = parseOptions(args, {
    data: { type: "string", default: DATA },
    rules: { type: "string", default: RULES_FOLDER },
    json: { type: "boolean" },
  });
  const settings = loadSettings(values.rules);
  const brands = loadBrands(values.rules);
  if (!settings.ok) throw new Error(settings.error.join("\n"));
  if (!brands.ok) throw new Error(brands.error.join("\n"));
  const data = readData(values.data);
  if (!data.ok) throw new Error(`not measured: ${values.data} has no ${data.missing.join(", ")}`);
  const report = evaluate({ settings: settings.value, shipped: brands.value, data: data.value });
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else printReport(report);
  return report.bars.every(({ met }) => met) ? 0 : 1;
}
