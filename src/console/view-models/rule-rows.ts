import type { RuleOutcome } from "../../domain/decision/decision.ts";
import type { DecisionRecord } from "../decision-record.ts";

export type RuleRow = DecisionRecord["rules"][number];

/** Rules that spoke come first, then those that failed, then the silent ones. */
const RESULT_ORDER: readonly RuleOutcome[] = ["match", "error", "absent", "no_match"];

export function ruleRows(rules: readonly RuleRow[]): readonly RuleRow[] {
  return rules.toSorted((a, b) => RESULT_ORDER.indexOf(a.result) - RESULT_ORDER.indexOf(b.result));
}
