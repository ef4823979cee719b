import { SIGNALS } from "../../signals/catalogue.ts";
import type { Consequence } from "../../signals/signal.ts";
import { type Condition, signalsRead } from "../condition/condition.ts";
import { type ConditionFact, signalsOf, type Way, waysTo } from "../condition/facts.ts";
import type { Lint, LintFinding } from "./lint.ts";

/**
 * Holds a rule to what its signals declare they may lead to. Beyond that, a rule that denies needs evidence in every way
 * in which it comes true: what strangers can raise is none, and neither is silence, since password managers, screen
 * readers, voice control and slow networks leave no keys, no moves and no visit.
 */
export const verdictUnsupported: Lint = {
  code: "verdict-unsupported",
  *check({ rules }) {
    for (const rule of rules) {
      if (!rule.condition) continue;
      const { id, then } = rule.value;
      const at = { at: rule, path: ["then"], rule: id };
      const consequence = typeof then === "object" ? "weight" : then;
      const beyond = beyondDeclared(rule.condition, consequence);
      if (beyond) yield { ...at, ...beyond };
      else if (consequence === "deny" && waysTo(true, rule.condition)?.some(lacksEvidence)) {
        yield {
          ...at,
          message: "The rule can deny on nothing but what strangers can raise or what was not observed.",
          hint: "Use then: challenge or a weight, or ask for something observed as well, such as *.other_accounts_in_sale.",
        };
      }
    }
  },
};

function beyondDeclared(
  condition: Condition,
  consequence: Consequence,
): Pick<LintFinding, "message" | "hint"> | undefined {
  for (const name of signalsRead(condition)) {
    const bound = SIGNALS.get(name)?.mayLeadTo;
    if (!bound || bound.consequences.includes(consequence)) continue;
    const allowed = bound.consequences.map((each) => (each === "weight" ? "{ weight: 0.3 }" : each));
    return {
      message: `${name} may not lead to ${consequence}: ${bound.because}.`,
      hint: `Use then: ${allowed.join(", or ")}.`,
    };
  }
  return undefined;
}

function lacksEvidence(way: Way): boolean {
  const kinds = way.map(evidenceOf);
  return !kinds.includes("evidence") && kinds.some((kind) => kind !== "circumstance");
}

function evidenceOf(fact: ConditionFact): "evidence" | "hearsay" | "circumstance" | "silence" {
  if (isSilence(fact)) return "silence";
  const signals = signalsOf(fact).flatMap((name) => SIGNALS.get(name) ?? []);
  // A list of exemptions only makes the rule milder.
  if (fact.kind === "opaque" && !fact.holds && signals.every(({ privacy }) => privacy === "pseudonym")) {
    return "circumstance";
  }
  if (signals.some(({ evidence }) => evidence === undefined)) return "evidence";
  return signals.some(({ evidence }) => evidence === "hearsay") ? "hearsay" : "circumstance";
}

/** Says of behaviour that there was none. */
function isSilence(fact: ConditionFact): boolean {
  switch (fact.kind) {
    case "opaque":
      return false;
    case "present":
      return !fact.holds;
    case "one-of":
      return fact.signal.endsWith(".state") && fact.holds && !fact.values.includes("ok");
    case "number":
      return isCountOfFew(fact);
  }
}

/** A time or a ratio was observed; a count of none or one may be nothing that happened. */
function isCountOfFew({ signal, comparison, bound }: ConditionFact & { kind: "number" }): boolean {
  if (SIGNALS.get(signal)?.unit !== "count" || bound > 1) return false;
  return comparison === "<" ? bound > 0 : (comparison === "==" || comparison === "<=") && bound >= 0;
}
