import { walk } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/** A rule that allows is stronger than every rule that denies, so it is kept for accounts that somebody listed. */
export const allowUnlisted: Lint = {
  code: "allow-unlisted",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || rule.value.then !== "allow") continue;
      const looksUp = [...walk(rule.condition)].some((part) => part.op === "in" && part.collection.kind === "list");
      if (looksUp) continue;
      const message = "A rule that allows must look its buyers up in a list.";
      const hint = "Add && account.key in lists.<name>, or use a negative weight.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint };
    }
  },
};
