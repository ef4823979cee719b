import { signalsRead } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/** Nearly the same address is often another household: it may ask for proof or for a person, never refuse or allow. */
export const nearDenies: Lint = {
  code: "near-denies",
  *check({ rules }) {
    for (const rule of rules) {
      const { id, then } = rule.value;
      if (!rule.condition || then === "review" || then === "challenge" || typeof then === "object") continue;
      if (!signalsRead(rule.condition).some((name) => name.startsWith("near."))) continue;
      const hint = "Use then: challenge, then: review or a weight.";
      yield { at: rule, path: ["then"], rule: id, message: `near.* may not lead to ${then}.`, hint };
    }
  },
};
