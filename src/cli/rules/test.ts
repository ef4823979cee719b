import { nearestHint } from "../../domain/rules/nearest-name.ts";
import type { RuleProblem } from "../../domain/rules/problem.ts";
import { readPolicy, type SourceRule } from "../../domain/rules/read-policy.ts";
import { packOf } from "../../domain/rules/rule-file.ts";
import { type ExampleResult, runExamples } from "../../domain/rules/run-examples.ts";
import { allAtOnce } from "../../domain/sliced.ts";
import { parseCommand } from "../shared/command-line.ts";
import { RULES_FOLDER } from "../shared/rules-folder.ts";
import { policyFolder, type RulesCommand } from "./command.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { problemReport } from "./problem-report.ts";

type RuleResults = { readonly rule: string; readonly results: readonly ExampleResult[] };

/** Runs the examples that stand in the rules. */
export const testCommand: RulesCommand = {
  summary: "run the examples that stand in the rules",
  help: `Usage: npm run rules test -- [folder] [--rule id] [--json]

Runs each example of each rule in the folder (${RULES_FOLDER}), or of one rule with every example shown.

  npm run rules test -- --rule identity.one-device-per-account

Exit codes: 0 every example holds, 1 an example fails or a file cannot be read, 2 wrong usage or an unreadable folder.
`,
  run(args) {
    const { values, positionals } = parseCommand(args, { json: { type: "boolean" }, rule: { type: "string" } });
    const { rules, lists, problems } = allAtOnce(readPolicy(readPolicyFolder(policyFolder(positionals))));
    const chosen = rules.filter(({ value }) => values.rule === undefined || value.id === values.rule);
    if (chosen.length === 0 && problems.length === 0) {
      process.stderr.write(`${values.rule === undefined ? "There are no rules." : noRule(values.rule, rules)}\n`);
      return 1;
    }
    const nowMs = Date.now();
    const tested = chosen.map((rule) => ({ rule: rule.value.id, results: runExamples(rule, lists, nowMs) }));
    const passed = problems.length === 0 && tested.every(({ results }) => results.every(holds));
    if (values.json) process.stdout.write(`${JSON.stringify({ problems, rules: tested }, null, 2)}\n`);
    else process.stdout.write(report(tested, { problems, every: values.rule !== undefined }));
    return passed ? 0 : 1;
  },
};

function noRule(id: string, rules: readonly SourceRule[]): string {
  const ids = rules.map(({ value }) => value.id);
  const ofPack = ids.filter((known) => packOf(known) === packOf(id));
  const hint = nearestHint(id, ids) ?? (ofPack.length > 0 ? `Of this pack are: ${ofPack.join(", ")}.` : undefined);
  const packs = [...new Set(ids.map(packOf))].join(", ");
  return `There is no rule "${id}". ${hint ?? `An id is pack.rule-name, and packs are: ${packs}.`}`;
}

function holds({ expected, result }: ExampleResult): boolean {
  return expected === result;
}

/** Failures with what was expected; with `every`, also the examples that hold. */
function report(
  tested: readonly RuleResults[],
  { problems, every }: { problems: readonly RuleProblem[]; every: boolean },
) {
  const lines: string[] = [];
  for (const { rule, results } of tested) {
    const shown = results.filter((result) => every || !holds(result));
    if (shown.length > 0) lines.push(rule);
    for (const result of shown) {
      const name = result.note ?? `example ${result.index + 1}`;
      const outcome = holds(result) ? result.result : `${result.result}, expected ${result.expected}`;
      lines.push(`  ${holds(result) ? "ok    " : "FAILED"}  ${name}: ${outcome}`);
    }
  }
  const all = tested.flatMap(({ results }) => results);
  const failed = all.filter((result) => !holds(result)).length;
  lines.push(`${all.length - failed} examples passed, ${failed} failed, in ${tested.length} rules.`);
  return `${problems.length > 0 ? `${problemReport(problems)}\n` : ""}${lines.join("\n")}\n`;
}
