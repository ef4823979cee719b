import { signalsRead } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/** Phones change their network address on the way to work; that may inform, never refuse. */
export const addressChangeDenies: Lint = {
  code: "address-change-denies",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || rule.value.then !== "deny") continue;
      if (!signalsRead(rule.condition).includes("visit.address_changed")) continue;
      const message = "visit.address_changed may not lead to deny: mobile networks change addresses all the time.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint: "Use a weight." };
    }
  },
};
