import type { Lint } from "./lint.ts";

/** A live rule does something. */
export const weightZero: Lint = {
  code: "weight-zero",
  *check({ rules }) {
    for (const rule of rules) {
      const { id, then } = rule.value;
      if (typeof then !== "object" || then.weight !== 0) continue;
      const hint = "To watch a rule without effect, use status: shadow.";
      yield { at: rule, path: ["then", "weight"], rule: id, message: "A weight of 0 changes nothing.", hint };
    }
  },
};
