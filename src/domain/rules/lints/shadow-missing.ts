import { packOf } from "../rule-file.ts";
import type { Lint } from "./lint.ts";

/** A rule is watched before it decides, unless the policy waives that for its pack. */
export const shadowMissing: Lint = {
  code: "shadow-missing",
  *check({ policy, rules }) {
    const waived = policy?.value.shadowWaived?.packs ?? [];
    for (const rule of rules) {
      if (rule.value.status !== "live" || rule.value.shadow !== undefined) continue;
      if (waived.includes(packOf(rule.value.id))) continue;
      const hint = "Set status: shadow, publish, watch it, then add shadow: { from, to } and go live.";
      const message = "The rule is live and never ran in shadow.";
      yield { at: rule, path: ["status"], rule: rule.value.id, message, hint };
    }
  },
};
