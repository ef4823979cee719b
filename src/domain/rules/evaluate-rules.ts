import type { RuleOutcome, RuleResult } from "../decision/decision.ts";
import type { PolicyRule } from "../decision/policy.ts";
import type { Signals } from "../signals/signal.ts";
import type { Evaluate, Scope } from "./condition/compile-condition.ts";
import { RULE_LIMITS } from "./limits.ts";

/** A rule as it is run: what a decision says of it, and its condition as a function. */
export type EvaluatedRule = PolicyRule & { readonly status: RuleResult["status"]; readonly evaluate: Evaluate };

/** Runs every rule on one checkout. Pure, bounded, never throws; the results stand in the order of the rules. */
export function evaluateRules(rules: readonly EvaluatedRule[], signals: Signals, nowMs: number): RuleResult[] {
  const scope = newScope(signals, nowMs);
  return rules.map(({ id, status, evaluate }) => ({ id, status, result: run(evaluate, scope) }));
}

/**
 * Runs one condition on one checkout.
 * @returns `absent` where the answer hangs on a signal that was not observed, so that the rule does not match; `error`
 * where the steps were spent or a signal is not of the type that the catalogue gives it
 */
export function evaluateCondition(evaluate: Evaluate, signals: Signals, nowMs: number): RuleOutcome {
  return run(evaluate, newScope(signals, nowMs));
}

function newScope(signals: Signals, nowMs: number): Scope {
  return { signals, nowMs, stepsLeft: 0, faulty: false, items: [] };
}

function run(evaluate: Evaluate, scope: Scope): RuleOutcome {
  scope.stepsLeft = RULE_LIMITS.ruleStepsMax;
  scope.faulty = false;
  const value = evaluate(scope);
  if (scope.faulty || scope.stepsLeft < 0) return "error";
  if (value === undefined) return "absent";
  return value === true ? "match" : "no_match";
}
