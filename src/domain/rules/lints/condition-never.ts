import { isImpossible } from "../condition/possible.ts";
import type { Lint } from "./lint.ts";

/** A condition that contradicts itself protects nobody, and its author believes that it does. */
export const conditionNever: Lint = {
  code: "condition-never",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || !isImpossible(true, rule.condition)) continue;
      const hint = "Counts, times and ratios are never below 0; look for two parts that exclude each other.";
      yield { at: rule, path: ["when"], rule: rule.value.id, message: "No checkout can match this.", hint };
    }
  },
};
