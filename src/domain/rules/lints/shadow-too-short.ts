import type { Lint } from "./lint.ts";

export const DAY_MS = 86_400_000;

/** Less than this shows neither a weekend nor a working week. */
export const SHADOW_DAYS_MIN = 7;

/** A live rule's time in shadow is over, and was long enough to show whom it meets. */
export const shadowTooShort: Lint = {
  code: "shadow-too-short",
  *check({ rules, nowMs }) {
    for (const rule of rules) {
      const { id, status, shadow } = rule.value;
      if (status !== "live" || !shadow) continue;
      const days = (Math.min(Date.parse(shadow.to), nowMs) - Date.parse(shadow.from)) / DAY_MS;
      if (days >= SHADOW_DAYS_MIN) continue;
      const message = `The rule ran ${Math.max(0, Math.floor(days))} days in shadow; ${SHADOW_DAYS_MIN} are asked for.`;
      yield { at: rule, path: ["shadow"], rule: id, message };
    }
  },
};
