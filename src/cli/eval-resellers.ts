import { parseArgs } from "node:util";
import { readData } from "./eval-resellers/data.ts";
import { evaluate } from "./eval-resellers/evaluate.ts";
import { printReport } from "./eval-resellers/print-report.ts";
import { loadBrands, loadSettings } from "./resellers/load-assessor.ts";

const HELP = `Measures the host detectors on public lists. Nothing is resolved or fetched.

  npm run eval:resellers -- [options]

  --data <folder>   folder with the host lists (../shared/data/domains)
  --rules <folder>  folder with resellers.yaml and brands/ (rules)
  --json            the whole report as JSON on stdout
  --help            this text

Exit codes: 0 every bar is met, 1 a bar is missed, 2 wrong use, invalid settings, or data that is not there.

Example: npm run eval:resellers -- --json > report.json
`;

const OPTIONS = {
  data: { type: "string", default: "../shared/data/domains" },
  rules: { type: "string", default: "rules" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

process.exitCode = main();

function main(): number {
  const values = readArgs();
  if (typeof values === "string") return fail(values, "See --help.");
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = loadSettings(values.rules);
  const brands = loadBrands(values.rules);
  if (!settings.ok) return fail(...settings.error);
  if (!brands.ok) return fail(...brands.error);
  const data = readData(values.data);
  if (!data.ok) return fail(`not measured: ${values.data} has no ${data.missing.join(", ")}`);
  const report = evaluate({ settings: settings.value, shipped: brands.value, data: data.value });
  if (values.json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else printReport(report);
  return report.bars.every(({ met }) => met) ? 0 : 1;
}

function readArgs() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return error instanceof Error ? error.message : "unknown option";
  }
}

function fail(...messages: readonly string[]): number {
  process.stderr.write(`${messages.join("\n")}\n`);
  return 2;
}
