import type { Lint } from "./lint.ts";

/** Codes that decisions give by themselves; a rule that used one would be mistaken for them. */
const RESERVED = /^(LIMIT|VISIT|SIGNALS|SCORE|RISK)_|^PAYMENT_NOT_ACCEPTED$/;

export const reasonReserved: Lint = {
  code: "reason-reserved",
  *check({ rules }) {
    for (const rule of rules) {
      const { id, reason } = rule.value;
      if (!RESERVED.test(reason)) continue;
      const hint = "LIMIT_, VISIT_, SIGNALS_, SCORE_ and RISK_ are built in; choose another beginning.";
      yield {
        at: rule,
        path: ["reason"],
        rule: id,
        message: `${reason} is a reason that decisions give by themselves.`,
        hint,
      };
    }
  },
};
