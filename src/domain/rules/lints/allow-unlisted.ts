import { type ConditionFact, waysTo } from "../condition/facts.ts";
import type { Lint } from "./lint.ts";

/** A rule that allows is stronger than every rule that denies, so it is kept for listed accounts. */
export const allowUnlisted: Lint = {
  code: "allow-unlisted",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || rule.value.then !== "allow") continue;
      if (waysTo(true, rule.condition)?.every((way) => way.some(isListed))) continue;
      const message = "A rule that allows must look its buyers up in a list, in every way in which it comes true.";
      const hint = "Add && account.key in lists.<name>, or use a negative weight.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint };
    }
  },
};

function isListed(fact: ConditionFact): boolean {
  return fact.kind === "opaque" && fact.holds && fact.part.op === "in" && fact.part.collection.kind === "list";
}
