import { packOf } from "../rule-file.ts";
import type { Lint } from "./lint.ts";
import { DAY_MS, SHADOW_DAYS_MIN } from "./shadow-too-short.ts";

/** A rule's time in shadow is what the service saw of it, wherever the service is asked, and not what its file says. */
export const shadowUnseen: Lint = {
  code: "shadow-unseen",
  *check({ policy, rules, shadowRecord, nowMs }) {
    if (shadowRecord === undefined) return;
    const waived = policy?.value.shadowWaived?.packs ?? [];
    const live = new Set(shadowRecord.live);
    for (const rule of rules) {
      const { id, status, shadow } = rule.value;
      if (status !== "live" || !shadow || live.has(id) || waived.includes(packOf(id))) continue;
      const fromMs = Date.parse(shadow.from);
      const untilMs = Math.min(Date.parse(shadow.to) + DAY_MS, nowMs);
      const seenMs = shadowRecord.spans
        .filter((span) => span.rule === id)
        .reduce((sum, span) => sum + Math.max(0, Math.min(span.untilMs, untilMs) - Math.max(span.fromMs, fromMs)), 0);
      const days = Math.floor(seenMs / DAY_MS);
      if (days >= SHADOW_DAYS_MIN) continue;
      const message = `Of the time in shadow that the file names, the service saw ${days} days; ${SHADOW_DAYS_MIN} are asked for.`;
      const hint =
        "Publish the rule with status: shadow first and wait, or name its pack under shadowWaived in policy.yaml.";
      yield { at: rule, path: ["shadow"], rule: id, message, hint };
    }
  },
};
