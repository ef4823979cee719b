import { signalsRead } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/**
 * Anybody can raise `*.other_accounts_attempted` of a victim by trying with the victim's address or device. A rule that
 * denies on nothing else would let strangers get people refused, so it also needs something that an attempt alone does
 * not move.
 */
export const attemptsDeny: Lint = {
  code: "attempts-deny",
  *check({ rules }) {
    for (const rule of rules) {
      if (rule.value.then !== "deny" || !rule.condition) continue;
      const read = signalsRead(rule.condition);
      const attempts = read.filter((name) => name.endsWith(".other_accounts_attempted"));
      // Where the sale happens says nothing about the buyer, and a list of exemptions only makes the rule milder.
      const others = read.filter((name) => !attempts.includes(name) && !IMPERSONAL.test(name));
      if (attempts.length === 0 || others.length > 0) continue;
      const message = `${attempts.join(", ")} can be raised by strangers, and nothing else is asked for.`;
      const hint = "Use then: challenge, or other_accounts_in_sale, which counts held and sold units.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint };
    }
  },
};

const IMPERSONAL = /^(channel|sale\..*|order\..*|.*\.key)$/;
