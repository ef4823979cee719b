import type { Lint } from "./lint.ts";

/** A rule is watched before it decides. */
export const shadowMissing: Lint = {
  code: "shadow-missing",
  *check({ rules }) {
    for (const rule of rules) {
      if (rule.value.status !== "live" || rule.value.shadow !== undefined) continue;
      const hint = "Set status: shadow, publish, watch it, then add shadow: { from, to } and go live.";
      const message = "The rule is live and never ran in shadow.";
      yield { at: rule, path: ["status"], rule: rule.value.id, message, hint };
    }
  },
};
