import { WAYS_MAX, waysTo } from "../condition/facts.ts";
import type { Lint } from "./lint.ts";

/** A condition that the lints cannot follow cannot be followed by its readers before a sale either. */
export const conditionTooComplex: Lint = {
  code: "condition-too-complex",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || (waysTo(true, rule.condition) && waysTo(false, rule.condition))) continue;
      const message = `The condition has more than ${WAYS_MAX} ways to come true or false.`;
      yield { at: rule, path: ["when"], rule: rule.value.id, message, hint: "Split it into several rules." };
    }
  },
};
