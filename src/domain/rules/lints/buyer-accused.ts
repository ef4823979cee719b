import type { Lint } from "./lint.ts";

/** A rule meets honest people too, so its words for the buyer name no abuse and no suspicion. */
const ACCUSING =
  /\b(abus\w*|automat\w*|bots?|cheat\w*|fake\w*|farms?|fraud\w*|resell\w*|robots?|scalp\w*|suspect\w*|suspicious)\b/i;

export const buyerAccused: Lint = {
  code: "buyer-accused",
  *check({ rules }) {
    for (const rule of rules) {
      const word = rule.value.buyer?.message?.match(ACCUSING)?.[0];
      if (word === undefined) continue;
      yield {
        at: rule,
        path: ["buyer", "message"],
        rule: rule.value.id,
        message: `The buyer would read "${word}", and honest people meet this rule too.`,
        hint: "Say what the buyer can do now; what is suspected belongs into message, which only staff and the shop read.",
      };
    }
  },
};
