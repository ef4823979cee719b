import { allAtOnce, type Sliced } from "../sliced.ts";
import { RULE_LIMITS } from "./limits.ts";
import { LINTS } from "./lints/registry.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { RuleProblem } from "./problem.ts";
import { documentOf, type PolicyFiles, readPolicy } from "./read-policy.ts";
import type { ShadowRecord } from "./shadow-record.ts";

/** What the checker made of a policy: its document where there is no problem, or every problem in order of place. */
export type CheckedPolicy = {
  readonly document?: PolicyDocument | undefined;
  readonly problems: readonly RuleProblem[];
};

/**
 * Checks a policy whole: syntax, shape, conditions and every lint, all at once.
 * @param nowMs the moment against which dates of lists and shadow periods are held
 * @param shadowRecord what the service saw of rules in shadow; absent where no service is asked, as on an analyst's machine
 */
export function checkPolicy(files: PolicyFiles, nowMs: number, shadowRecord?: ShadowRecord): CheckedPolicy {
  return allAtOnce(checkPolicySlices(files, nowMs, shadowRecord));
}

/** The same in slices, for a service that serves others too. */
export function* checkPolicySlices(
  files: PolicyFiles,
  nowMs: number,
  shadowRecord?: ShadowRecord,
): Sliced<CheckedPolicy> {
  const read = yield* readPolicy(files);
  const problems = [...read.problems];
  for (const { code, check } of LINTS) {
    yield;
    for (const found of check({ ...read, nowMs, shadowRecord })) {
      if (found === undefined) {
        yield;
        continue;
      }
      const { at, path, name, offset, rule, message, hint } = found;
      const position =
        offset !== undefined
          ? at.source.positionInText(path, offset)
          : name !== undefined
            ? at.source.positionOfName(path, name)
            : at.source.positionOf(path);
      problems.push({ file: at.path, ...position, rule, code, message, hint });
    }
  }
  if (problems.length === 0 && read.policy) return { document: documentOf(read, read.policy.value), problems };
  return { problems: withinBounds(problems.sort(byPlace)) };
}

/** A file that is wrong in every line says so often enough. */
function withinBounds(problems: readonly RuleProblem[]): readonly RuleProblem[] {
  const shown = problems.slice(0, RULE_LIMITS.problemsMax);
  const last = shown.at(-1);
  if (!last || shown.length === problems.length) return problems;
  const message = `${problems.length - shown.length} more problems are not shown.`;
  return [...shown, { file: last.file, line: last.line, column: last.column, code: "problems-not-shown", message }];
}

function byPlace(a: RuleProblem, b: RuleProblem): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}
