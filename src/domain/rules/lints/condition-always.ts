import { isImpossible } from "../condition/possible.ts";
import type { Lint } from "./lint.ts";

/** A condition that everybody meets is a policy, not a rule. */
export const conditionAlways: Lint = {
  code: "condition-always",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || !isImpossible(false, rule.condition)) continue;
      const message = "Every checkout with these signals matches this.";
      const hint = "Counts, times and ratios are never below 0. To ask whether a signal is there, write has(signal).";
      yield { at: rule, path: ["when"], rule: rule.value.id, message, hint };
    }
  },
};
