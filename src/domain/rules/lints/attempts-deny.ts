import { signalsOf, type Way, waysTo } from "../condition/facts.ts";
import type { Lint } from "./lint.ts";

/**
 * Anybody can raise `*.other_accounts_attempted` of a victim by trying with the victim's address or device. A rule that
 * denies on nothing else would let strangers get people refused, so in every way in which it comes true it needs
 * something that an attempt alone does not move.
 */
export const attemptsDeny: Lint = {
  code: "attempts-deny",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || rule.value.then !== "deny") continue;
      if (!waysTo(true, rule.condition)?.some(isRaisedByStrangers)) continue;
      const message = "other_accounts_attempted can be raised by strangers, and here it is enough to deny.";
      const hint = "Use then: challenge, or other_accounts_in_sale, which counts held and sold units.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint };
    }
  },
};

const ATTEMPTS = /\.other_accounts_attempted$/;

/** Where and how somebody buys says nothing about the buyer, and a list of exemptions only makes the rule milder. */
const IMPERSONAL = /^(channel|sale\..*|order\..*|.*\.key)$/;

function isRaisedByStrangers(way: Way): boolean {
  const read = way.flatMap(signalsOf);
  return read.some((name) => ATTEMPTS.test(name)) && read.every((name) => ATTEMPTS.test(name) || IMPERSONAL.test(name));
}
