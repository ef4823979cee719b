import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { canonicalJson } from "../../domain/canonical-json.ts";
import { checkPolicy } from "../../domain/rules/check-policy.ts";
import { parseCommand } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import { policyFolder, type RulesCommand } from "./command.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { hashPolicy } from "./policy-hash.ts";
import { problemReport } from "./problem-report.ts";

const DEFAULT_OUT = "dist/policy.json";

/** Writes a checked policy as the one JSON document that a Worker loads. */
export const bundleCommand: RulesCommand = {
  summary: "write a checked policy as one JSON document",
  help: `Usage: npm run rules bundle -- [folder] [--out file]

Checks the policy in the folder (${RULES_FOLDER}) and writes it as one JSON document with its hash (${DEFAULT_OUT}).

  npm run rules bundle -- --out dist/policy.json

Exit codes: 0 written, 1 the policy has problems and nothing was written, 2 wrong usage or an unreadable folder.
`,
  run(args) {
    const { values, positionals } = parseCommand(args, { out: { type: "string" } });
    const out = values.out ?? DEFAULT_OUT;
    const { document, problems } = checkPolicy(readPolicyFolder(policyFolder(positionals)), Date.now());
    if (!document) {
      process.stderr.write(problemReport(problems));
      return 1;
    }
    const policy = hashPolicy(document);
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${canonicalJson(policy)}\n`);
    process.stdout.write(`${policy.hash}  ${out}  ${document.rules.length} rules\n`);
    return 0;
  },
};
