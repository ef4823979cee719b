import type { SignalValue } from "../../signals/signal.ts";
import { canonicalCondition } from "./canonical-condition.ts";
import { type Comparison, type Condition, signalsRead } from "./condition.ts";
import { CALCULATE, MIRRORED, NEGATED } from "./operators.ts";

/**
 * One thing that has to hold of a checkout. What is not a statement about a single signal is `opaque`: true or false as a
 * whole, known by its text.
 */
export type ConditionFact =
  | { readonly kind: "number"; readonly signal: string; readonly comparison: Comparison; readonly bound: number }
  | {
      readonly kind: "one-of";
      readonly signal: string;
      readonly values: readonly SignalValue[];
      readonly holds: boolean;
    }
  | { readonly kind: "present"; readonly signal: string; readonly holds: boolean }
  | { readonly kind: "opaque"; readonly part: Condition; readonly text: string; readonly holds: boolean };

/** Facts that hold together: one way in which a condition comes true. */
export type Way = readonly ConditionFact[];

/** More ways than this are not followed; a condition that has them is refused. */
export const WAYS_MAX = 128;

/**
 * Every way in which a condition comes out as `outcome` (its disjunctive normal form), or `undefined` where there are
 * more than the lints care to follow.
 */
export function waysTo(outcome: boolean, condition: Condition): readonly Way[] | undefined {
  switch (condition.op) {
    case "literal":
      return condition.value === outcome ? [[]] : [];
    case "not":
      return waysTo(!outcome, condition.of);
    case "and":
    case "or": {
      const left = waysTo(outcome, condition.left);
      const right = waysTo(outcome, condition.right);
      if (!left || !right) return undefined;
      return (condition.op === "and") === outcome ? together(left, right) : bounded([...left, ...right]);
    }
    case "signal":
      return [[{ kind: "one-of", signal: condition.name, values: [true], holds: outcome }]];
    case "has":
      return [[{ kind: "present", signal: condition.name, holds: outcome }]];
    case "in":
      if (condition.of.op !== "signal" || condition.collection.kind !== "values") break;
      return [[{ kind: "one-of", signal: condition.of.name, values: condition.collection.values, holds: outcome }]];
    case "compare": {
      const fact = comparisonFact(condition, outcome);
      if (fact) return [[fact]];
      break;
    }
    default:
      break;
  }
  return [[{ kind: "opaque", part: condition, text: canonicalCondition(condition), holds: outcome }]];
}

/** A signal against a literal, or against arithmetic of literals such as `1/60`, whichever side it stands on. */
function comparisonFact(condition: Condition & { op: "compare" }, outcome: boolean): ConditionFact | undefined {
  const straight = condition.left.op === "signal";
  const [signal, other] = straight ? [condition.left, condition.right] : [condition.right, condition.left];
  const value = constantValue(other);
  if (signal.op !== "signal" || value === undefined) return undefined;
  const read = straight ? condition.comparison : MIRRORED[condition.comparison];
  const comparison = outcome ? read : NEGATED[read];
  if (typeof value === "number") return { kind: "number", signal: signal.name, comparison, bound: value };
  return { kind: "one-of", signal: signal.name, values: [value], holds: comparison === "==" };
}

/** The value of a part that reads no signal; `undefined` where it reads one. */
export function constantValue(condition: Condition): SignalValue | undefined {
  if (condition.op === "literal") return condition.value;
  if (condition.op !== "arithmetic") return undefined;
  const left = constantValue(condition.left);
  const right = constantValue(condition.right);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  return CALCULATE[condition.arithmetic](left, right);
}

function together(left: readonly Way[], right: readonly Way[]): readonly Way[] | undefined {
  if (left.length * right.length > WAYS_MAX) return undefined;
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

function bounded(ways: readonly Way[]): readonly Way[] | undefined {
  return ways.length > WAYS_MAX ? undefined : ways;
}

/** Names of the signals that a fact speaks of. */
export function signalsOf(fact: ConditionFact): readonly string[] {
  return fact.kind === "opaque" ? signalsRead(fact.part) : [fact.signal];
}
