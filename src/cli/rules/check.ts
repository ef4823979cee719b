import { checkPolicy } from "../../domain/rules/check-policy.ts";
import { parseCommand, UsageError } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import { policyFolder, type RulesCommand } from "./command.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { problemReport } from "./problem-report.ts";
import { sarifLog } from "./sarif.ts";

/** Reports every problem of a policy at once. */
export const checkCommand: RulesCommand = {
  summary: "report every problem of a policy at once",
  help: `Usage: npm run rules check -- [folder] [--json | --sarif]

Checks every file of the policy in the folder (${RULES_FOLDER}): syntax, fields, conditions, examples, lists, and each rule against
the others. With --json it writes { "problems": [{ "file", "line", "column", "rule", "code", "message", "hint" }] }, with --sarif
a SARIF 2.1.0 log, which code hosts show beside the lines of a change.

  npm run rules check -- rules --json

Exit codes: 0 no problem, 1 problems, 2 wrong usage or an unreadable folder.
`,
  run(args) {
    const { values, positionals } = parseCommand(args, { json: { type: "boolean" }, sarif: { type: "boolean" } });
    if (values.json && values.sarif) throw new UsageError("--json or --sarif, not both.");
    const folder = policyFolder(positionals);
    const { document, problems } = checkPolicy(readPolicyFolder(folder), Date.now());
    if (values.json) process.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
    else if (values.sarif) process.stdout.write(`${JSON.stringify(sarifLog(problems, folder), null, 2)}\n`);
    else if (document) process.stdout.write(summary(folder, document));
    else process.stdout.write(problemReport(problems));
    return document ? 0 : 1;
  },
};

function summary(folder: string, { rules, lists }: { rules: { status: string }[]; lists: object }): string {
  const statuses = ["live", "shadow", "draft", "retired"]
    .map((status) => ({ status, count: rules.filter((rule) => rule.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status}`);
  const listCount = Object.keys(lists).length;
  return `${folder}: ${statuses.join(", ")}, ${listCount} ${listCount === 1 ? "list" : "lists"}, no problem.\n`;
}
