import { signalsRead } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/** A building is hundreds of households: it may only add to the score. */
export const buildingDecides: Lint = {
  code: "building-decides",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || typeof rule.value.then === "object") continue;
      if (!signalsRead(rule.condition).some((name) => name.startsWith("building."))) continue;
      const message = "building.* may only be a weight.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint: "Use then: { weight: 0.3 }." };
    }
  },
};
