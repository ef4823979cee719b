import { parseArgs } from "node:util";
import { loadAssessor } from "./load-assessor.ts";

const HELP = `Checks the settings, the brand profiles and, if given, a registry of authorised partners.

  npm run resellers:check -- [options]

  --authorised <file>  registry of authorised partners, .csv or .json
  --rules <folder>     folder with resellers.yaml and brands/ (rules)
  --help               this text

Every problem is printed with file, line and column.
Exit codes: 0 all is well, 2 there are problems or the command was used wrongly.

Example: npm run resellers:check -- --authorised partners.csv
`;

const OPTIONS = {
  authorised: { type: "string" },
  rules: { type: "string", default: "rules" },
  help: { type: "boolean", default: false },
} as const;

/** @returns the exit code */
export function check(args: readonly string[]): number {
  const values = readArgs(args);
  if (typeof values === "string") {
    process.stderr.write(`${values}\nSee --help.\n`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const checked = loadAssessor({ rules: values.rules, authorised: values.authorised });
  if (!checked.ok) {
    process.stderr.write(`${checked.error.join("\n")}\n`);
    return 2;
  }
  const { brands } = checked.value.brands;
  process.stdout.write(`${brands.length} brands: ${brands.map(({ profile }) => profile.id).join(", ")}\n`);
  return 0;
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    return error instanceof Error ? error.message : "unknown option";
  }
}
