import { parseOptions } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import type { Program } from "../shared/run-program.ts";
import { loadAssessor } from "./load-assessor.ts";

const HELP = `Checks the settings, the brand profiles and, if given, a registry of authorized partners.

  npm run resellers -- check [options]

  --authorized <file>  registry of authorized partners, .csv or .json
  --rules <folder>     folder with resellers.yaml and brands/ (${RULES_FOLDER})
  --verbose            stack traces
  --help               this text

Every problem is printed with file, line and column.
Exit codes: 0 all is well, 2 there are problems or the command was used wrongly.

Example: npm run resellers -- check --authorized partners.csv
`;

const OPTIONS = {
  authorized: { type: "string" },
  rules: { type: "string", default: RULES_FOLDER },
} as const;

export const checkProgram: Program = { help: HELP, run: check };

function check(args: string[]): number {
  const values = parseOptions(args, OPTIONS);
  const checked = loadAssessor({ rules: values.rules, authorized: values.authorized });
  if (!checked.ok) throw new Error(checked.error.join("\n"));
  const { brands } = checked.value.brands;
  process.stdout.write(`${brands.length} brands: ${brands.map(({ profile }) => profile.id).join(", ")}\n`);
  return 0;
}
