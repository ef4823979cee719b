import { CLIENT_SIGNALS } from "../../signals/client/signals.ts";
import type { Condition } from "../condition/condition.ts";
import { type Fact, type Way, waysTo } from "../condition/facts.ts";
import type { Lint } from "./lint.ts";

/** What the browser counts of somebody's doing; a count of none is silence, while a time or a ratio was observed. */
const COUNTS = new Set(CLIENT_SIGNALS.filter(({ unit }) => unit === "count").map(({ name }) => name));

/**
 * Password managers, screen readers, voice control and slow networks leave no keys, no moves, no visit. A rule that denies
 * needs more than such silence: in every way in which it comes true, something else has been observed.
 */
export const absenceDenies: Lint = {
  code: "absence-denies",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition || rule.value.then !== "deny") continue;
      if (!comesTrueOnSilence(rule.condition)) continue;
      const message = "The rule can deny somebody only because behaviour was not observed.";
      const hint = "Use then: challenge or a weight, or ask for something that was observed as well.";
      yield { at: rule, path: ["then"], rule: rule.value.id, message, hint };
    }
  },
};

function comesTrueOnSilence(condition: Condition): boolean {
  const silent = (way: Way) => way.some(isSilence) && way.every((fact) => isSilence(fact) || isCircumstance(fact));
  return waysTo(true, condition)?.some(silent) ?? false;
}

/** Says of behaviour that there was none. */
function isSilence(fact: Fact): boolean {
  switch (fact.kind) {
    case "opaque":
      return false;
    case "present":
      return !fact.holds;
    case "one-of":
      return fact.signal.endsWith(".state") && fact.holds && !fact.values.includes("ok");
    case "number":
      return COUNTS.has(fact.signal) && ["==", "<", "<="].includes(fact.comparison) && fact.bound <= 1;
  }
}

/** Says where and how somebody buys, which is no evidence against anybody. */
function isCircumstance(fact: Fact): boolean {
  return fact.kind !== "opaque" && /^(channel|sale\..*|order\..*)$/.test(fact.signal);
}
