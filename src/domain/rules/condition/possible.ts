import { SIGNALS } from "../../signals/catalogue.ts";
import type { SignalValue } from "../../signals/signal.ts";
import { type Condition, signalsRead } from "./condition.ts";
import { type ConditionFact, type Way, waysTo } from "./facts.ts";
import { COMPARE } from "./operators.ts";
import { valuesOf } from "./signal-values.ts";

/** Whether no checkout at all can make the condition come out as `outcome`. Says false where it cannot tell. */
export function isImpossible(outcome: boolean, condition: Condition): boolean {
  const ways = waysTo(outcome, condition);
  return ways !== undefined && !ways.some(isPossible);
}

/**
 * Whether every checkout that matches one condition matches the other. Says false where it cannot tell, which includes
 * every case where the other reads a signal that the first does not: that signal may be absent.
 */
export function implies(condition: Condition, other: Condition): boolean {
  const read = new Set(signalsRead(condition));
  if (!signalsRead(other).every((name) => read.has(name))) return false;
  return isImpossible(true, {
    op: "and",
    type: "bool",
    left: condition,
    right: { op: "not", type: "bool", of: other },
  });
}

/** Whether the facts of a way can hold together: signal by signal, and no opaque text both true and false. */
function isPossible(way: Way): boolean {
  const opaque = new Map<string, boolean>();
  const bySignal = new Map<string, Exclude<ConditionFact, { kind: "opaque" }>[]>();
  for (const fact of way) {
    if (fact.kind === "opaque") {
      if (opaque.get(fact.text) === !fact.holds) return false;
      opaque.set(fact.text, fact.holds);
    } else {
      bySignal.set(fact.signal, [...(bySignal.get(fact.signal) ?? []), fact]);
    }
  }
  return [...bySignal].every(([signal, facts]) => canTake(signal, facts));
}

/** Whether some value of a signal (or its absence) satisfies all that is said of it. */
function canTake(signal: string, facts: readonly Exclude<ConditionFact, { kind: "opaque" }>[]): boolean {
  const absent = facts.some((fact) => fact.kind === "present" && !fact.holds);
  if (absent) return facts.every((fact) => fact.kind === "present" && !fact.holds);
  return candidates(signal, facts).some((value) => facts.every((fact) => satisfies(value, fact)));
}

/** Enough values to decide: those that facts name and one between and beyond each two of them. */
function candidates(
  signal: string,
  facts: readonly Exclude<ConditionFact, { kind: "opaque" }>[],
): readonly SignalValue[] {
  const type = SIGNALS.get(signal)?.type;
  if (type === "bool") return [true, false];
  const named = facts.flatMap((fact) =>
    fact.kind === "number" ? [fact.bound] : fact.kind === "one-of" ? fact.values : [],
  );
  if (type === "string") return valuesOf(signal) ?? [...named, "a value that no rule would ever name"];
  const whole = SIGNALS.get(signal)?.unit === "count";
  const bounds = [0, ...named.filter((value) => typeof value === "number")].sort((a, b) => a - b);
  const between = bounds.flatMap((bound, index) => {
    const next = bounds[index + 1] ?? bound + 2;
    return whole ? [Math.floor(bound), Math.floor(bound) + 1, Math.ceil(next) - 1] : [bound, (bound + next) / 2];
  });
  return between.filter((value) => value >= 0);
}

function satisfies(value: SignalValue, fact: Exclude<ConditionFact, { kind: "opaque" }>): boolean {
  switch (fact.kind) {
    case "present":
      return fact.holds;
    case "one-of":
      return fact.values.includes(value) === fact.holds;
    case "number":
      return COMPARE[fact.comparison](value, fact.bound);
  }
}
