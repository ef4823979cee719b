import { SIGNALS } from "../../signals/catalogue.ts";
import { type Condition, parts } from "../condition/condition.ts";
import type { Lint } from "./lint.ts";

/** Pseudonyms differ from shop to shop and change with their key, so what a rule has against one belongs in a list. */
export const pseudonymCompared: Lint = {
  code: "pseudonym-compared",
  *check({ rules }) {
    for (const rule of rules) {
      const name = rule.condition && misused(rule.condition);
      if (name === undefined) continue;
      const message = `${name} is a pseudonym; a rule can only look it up in a list.`;
      const offset = rule.value.when.indexOf(name);
      yield { at: rule, path: ["when"], offset, rule: rule.value.id, message, hint: `Write ${name} in lists.<name>.` };
    }
  },
};

function misused(condition: Condition): string | undefined {
  if (condition.op === "in" && condition.collection.kind === "list") return undefined;
  if (condition.op === "signal" && SIGNALS.get(condition.name)?.privacy === "pseudonym") return condition.name;
  for (const part of parts(condition)) {
    const name = misused(part);
    if (name !== undefined) return name;
  }
  return undefined;
}
