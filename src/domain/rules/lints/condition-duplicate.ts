import { canonicalCondition } from "../condition/canonical-condition.ts";
import type { Lint } from "./lint.ts";

/** The same condition twice is one rule whose halves will drift apart. */
export const conditionDuplicate: Lint = {
  code: "condition-duplicate",
  *check({ rules }) {
    const first = new Map<string, string>();
    for (const rule of rules) {
      const { id, status } = rule.value;
      if (!rule.condition || status === "retired") continue;
      const text = canonicalCondition(rule.condition);
      const other = first.get(text);
      if (other === undefined) first.set(text, id);
      else yield { at: rule, path: ["when"], rule: id, message: `${other} has the same condition.`, hint: "Keep one." };
    }
  },
};
