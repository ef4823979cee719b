import type { Lint } from "./lint.ts";

/** Who is allowed hears of the hold, and a weight speaks through the score: neither has words of its own. */
export const buyerUnused: Lint = {
  code: "buyer-unused",
  *check({ rules }) {
    for (const rule of rules) {
      const { id, buyer, then } = rule.value;
      if (buyer === undefined || (then !== "allow" && typeof then !== "object")) continue;
      yield {
        at: rule,
        path: [],
        name: "buyer",
        rule: id,
        message: "A rule that refuses nobody tells the buyer nothing.",
      };
    }
  },
};
