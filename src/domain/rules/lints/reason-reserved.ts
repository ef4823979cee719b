import type { Lint } from "./lint.ts";

/** Codes that decisions give by themselves; a rule that used one would be mistaken for them. */
const RESERVED =
  /^(LIMIT|SIGNALS|SCORE|RISK)_|^VISIT_(MISSING|EXPIRED|REPLAYED|INVALID)$|^PAYMENT_NOT_ACCEPTED$|^SALE_PRESSED$/;

export const reasonReserved: Lint = {
  code: "reason-reserved",
  *check({ rules }) {
    for (const rule of rules) {
      const { id, reason } = rule.value;
      if (!RESERVED.test(reason)) continue;
      const hint =
        "It says already that the limit, visit, signals, score, payment or pressure is what is wrong; choose another code.";
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
