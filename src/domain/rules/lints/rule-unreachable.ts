import { canonicalCondition } from "../condition/canonical-condition.ts";
import { implies } from "../condition/possible.ts";
import type { SourceRule } from "../read-policy.ts";
import type { RuleThen } from "../rule-file.ts";
import type { Lint } from "./lint.ts";

/** Verdicts of rules, strongest first: what stands before a verdict always settles the matter. */
const PRECEDENCE: readonly RuleThen[] = ["allow", "deny", "challenge", "review"];

/**
 * A live rule whose every match is also a match of a live rule with a stronger verdict can never move a decision. Where
 * the stronger one allows, the two contradict each other. A settled challenge is lifted, so a challenge never hides a
 * review.
 */
export const ruleUnreachable: Lint = {
  code: "rule-unreachable",
  *check({ rules }) {
    const live = rules.filter(({ value, condition }) => value.status === "live" && condition);
    for (const rule of live) {
      const hiding = live.find((other) => other !== rule && hides(other, rule));
      if (!hiding) continue;
      const message = `A checkout that matches this also matches ${hiding.value.id}, which is stronger (${String(hiding.value.then)}).`;
      yield { at: rule, path: ["when"], rule: rule.value.id, message };
    }
  },
};

function hides(strong: SourceRule, weak: SourceRule): boolean {
  if (!strong.condition || !weak.condition) return false;
  const [strength, weakness] = [strong.value.then, weak.value.then].map((then) => PRECEDENCE.indexOf(then));
  if (strength === undefined || weakness === undefined || strength < 0 || weakness < 0 || strength >= weakness)
    return false;
  if (strong.value.then === "challenge") return false;
  // Two rules with one condition are reported as duplicates, which says more.
  if (canonicalCondition(strong.condition) === canonicalCondition(weak.condition)) return false;
  return implies(weak.condition, strong.condition);
}
