import type { RuleOutcome } from "../../domain/decision/decision.ts";
import type { DecisionRecord } from "../decision-record.ts";

export type RuleRow = DecisionRecord["rules"][number];

/** The rules that had something to say, those that matched first, and apart from them the silent ones. */
export type RuleResults = { readonly spoke: readonly RuleRow[]; readonly silent: readonly RuleRow[] };

/** Parts the results of a decision into those that a reader looks for and the others. */
export function ruleResults(rules: readonly RuleRow[]): RuleResults {
  const having = (result: RuleOutcome) => rules.filter((rule) => rule.result === result);
  return { spoke: [...having("match"), ...having("error")], silent: [...having("absent"), ...having("no_match")] };
}
