import { readFileSync, writeFileSync } from "node:fs";
import { editorSchema } from "../../domain/rules/editor-schema.ts";
import { parseCommand } from "../shared/command-line.ts";
import type { RulesCommand } from "./command.ts";

const SCHEMA_FILE = "rules/schema.json";

/** Writes the JSON Schema that editors use, or says whether the one that is there is current. */
export const schemaCommand: RulesCommand = {
  summary: "write the JSON Schema that editors complete with",
  help: `Usage: npm run rules schema -- [file] [--check]

Writes the JSON Schema of policy files (${SCHEMA_FILE}). With --check it writes nothing and only compares.

  npm run rules schema -- --check

Exit codes: 0 written or current, 1 not current, 2 wrong usage or an unreadable file.
`,
  run(args) {
    const { values, positionals } = parseCommand(args, { check: { type: "boolean" } });
    const file = positionals[0] ?? SCHEMA_FILE;
    const text = schemaText();
    if (values.check) {
      const current = readFileSync(file, "utf8") === text;
      process.stdout.write(current ? `${file} is current.\n` : `${file} is not current: npm run rules schema\n`);
      return current ? 0 : 1;
    }
    writeFileSync(file, text);
    process.stdout.write(`${file} written.\n`);
    return 0;
  },
};

/** The schema as it stands in the file. */
export function schemaText(): string {
  return `${JSON.stringify(editorSchema(), null, 2)}\n`;
}
