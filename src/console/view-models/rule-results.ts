import type { RuleOutcome } from "../../domain/decision/decision.ts";
import { TEST_RULE_ID } from "../../domain/test-mode/test-policy.ts";
import type { DecisionRecord } from "../decision-record.ts";

export type RuleRow = DecisionRecord["rules"][number];

/** Page of a rule, with the title that it has there; of a test value, which is no rule, what the documents say of it. */
export function pageOfRule(id: string): { readonly href: string; readonly title?: string } {
  if (id === TEST_RULE_ID) return { href: "/docs#/shop/checkout", title: "A test value" };
  return { href: `/console/rules/${encodeURIComponent(id)}` };
}

/** The rules that had something to say, those that matched first, and apart from them the silent ones. */
export type RuleResults = { readonly spoke: readonly RuleRow[]; readonly silent: readonly RuleRow[] };

/** Parts the results of a decision into those that a reader looks for and the others. */
export function ruleResults(rules: readonly RuleRow[]): RuleResults {
  const having = (result: RuleOutcome) => rules.filter((rule) => rule.result === result);
  return { spoke: [...having("match"), ...having("error")], silent: [...having("absent"), ...having("no_match")] };
}
