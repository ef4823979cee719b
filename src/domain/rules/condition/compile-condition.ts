import type { Signals, SignalType, SignalValue } from "../../signals/signal.ts";
import type { Arithmetic, Comparison, Condition, ListOperand, TextMethod } from "./condition.ts";
import { textSteps } from "./cost.ts";
import { globMatches } from "./glob.ts";
import { CALCULATE, COMPARE } from "./operators.ts";

/** Entries of a policy's list: the value or pseudonym, and when it stops counting (milliseconds since the epoch). */
export type ListEntries = ReadonlyMap<string, number>;

/** What one evaluation may see, and its budget. One object serves all rules of a checkout. */
export type Scope = {
  readonly signals: Signals;
  readonly nowMs: number;
  /** Charged by everything whose length depends on data; below zero the evaluation is void. */
  stepsLeft: number;
  /** Set where a signal is not what the catalogue says it is; the evaluation is void. */
  faulty: boolean;
  /** Items of the quantifiers around the current part, outermost first. */
  readonly items: SignalValue[];
};

/** The value of a part, or `undefined` where it depends on a signal that is absent. */
export type Evaluate = (scope: Scope) => SignalValue | undefined;

/**
 * Turns a checked condition into a function that never throws. Absence is a third truth value (Kleene's logic): a part
 * that reads an absent signal is absent, `false && absent` is false, `true || absent` is true, and all else that contains
 * an absent part is absent. So `visit.elapsed_ms < 800` neither matches nor fails to match without a visit, and its
 * negation does not either.
 */
export function compileCondition(condition: Condition, lists: ReadonlyMap<string, ListEntries>): Evaluate {
  const compile = (part: Condition) => compileCondition(part, lists);
  switch (condition.op) {
    case "literal":
      return constant(condition.value);
    case "signal":
      return readSignal(condition.name, condition.type);
    case "item":
      return readItem(condition.depth);
    case "has":
      return isPresent(condition.name);
    case "not":
      return not(compile(condition.of));
    case "and":
      return decidedBy(false, compile(condition.left), compile(condition.right));
    case "or":
      return decidedBy(true, compile(condition.left), compile(condition.right));
    case "compare":
      return compare(condition.comparison, compile(condition.left), compile(condition.right));
    case "arithmetic":
      return calculate(condition.arithmetic, compile(condition.left), compile(condition.right));
    case "choose":
      return choose(compile(condition.test), compile(condition.yes), compile(condition.no));
    case "in":
      return member(compile(condition.of), condition.collection, lists);
    case "text":
      return search(condition.method, compile(condition.of), compile(condition.argument));
    case "quantifier": {
      // `exists` is settled by the first item that fits, `all` by the first that does not.
      return quantify(condition.quantifier === "exists", compile(condition.body), items(condition.collection, lists));
    }
  }
}

function constant(value: SignalValue): Evaluate {
  return () => value;
}

function readSignal(name: string, type: SignalType): Evaluate {
  const isOfType = IS_OF_TYPE[type];
  return (scope) => {
    const value = scope.signals[name];
    if (value === undefined || isOfType(value)) return value;
    scope.faulty = true;
    return undefined;
  };
}

const IS_OF_TYPE: { readonly [type in SignalType]: (value: unknown) => boolean } = {
  bool: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number" && !Number.isNaN(value),
  string: (value) => typeof value === "string",
};

function readItem(depth: number): Evaluate {
  return (scope) => scope.items[depth];
}

function isPresent(name: string): Evaluate {
  return (scope) => scope.signals[name] !== undefined;
}

function not(of: Evaluate): Evaluate {
  return (scope) => {
    const value = of(scope);
    return value === undefined ? undefined : !value;
  };
}

/** `&&` is decided by one false side and `||` by one true side, even where the other side is absent. */
function decidedBy(deciding: boolean, left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => {
    const first = left(scope);
    if (first === deciding) return deciding;
    const second = right(scope);
    if (second === deciding) return deciding;
    return first === undefined || second === undefined ? undefined : !deciding;
  };
}

function compare(comparison: Comparison, left: Evaluate, right: Evaluate): Evaluate {
  const holds = COMPARE[comparison];
  return (scope) => {
    const first = left(scope);
    const second = right(scope);
    return first === undefined || second === undefined ? undefined : holds(first, second);
  };
}

/** A result that is no finite number (a division by zero) is absent: nothing was observed that could be compared. */
function calculate(arithmetic: Arithmetic, left: Evaluate, right: Evaluate): Evaluate {
  const operate = CALCULATE[arithmetic];
  return (scope) => {
    const first = left(scope);
    const second = right(scope);
    if (typeof first !== "number" || typeof second !== "number") return undefined;
    const result = operate(first, second);
    return Number.isFinite(result) ? result : undefined;
  };
}

function choose(test: Evaluate, yes: Evaluate, no: Evaluate): Evaluate {
  return (scope) => {
    const answer = test(scope);
    if (answer === undefined) return undefined;
    return answer ? yes(scope) : no(scope);
  };
}

function member(of: Evaluate, collection: ListOperand, lists: ReadonlyMap<string, ListEntries>): Evaluate {
  if (collection.kind === "values") {
    const values: ReadonlySet<SignalValue> = new Set(collection.values);
    return (scope) => {
      const value = of(scope);
      return value === undefined ? undefined : values.has(value);
    };
  }
  const entries = lists.get(collection.name);
  return (scope) => {
    const value = of(scope);
    if (value === undefined) return undefined;
    const endsAtMs = typeof value === "string" ? entries?.get(value) : undefined;
    return endsAtMs !== undefined && scope.nowMs < endsAtMs;
  };
}

function search(method: TextMethod, of: Evaluate, argument: Evaluate): Evaluate {
  return (scope) => {
    const text = of(scope);
    const wanted = argument(scope);
    if (typeof text !== "string" || typeof wanted !== "string") return undefined;
    scope.stepsLeft -= textSteps(method, text.length, wanted.length);
    if (scope.stepsLeft < 0) return undefined;
    return method === "glob" ? globMatches(text, wanted) : text[method === "contains" ? "includes" : method](wanted);
  };
}

function quantify(deciding: boolean, body: Evaluate, itemsOf: (scope: Scope) => Iterable<SignalValue>): Evaluate {
  return (scope) => {
    let absent = false;
    for (const item of itemsOf(scope)) {
      if (--scope.stepsLeft < 0) return undefined;
      scope.items.push(item);
      const value = body(scope);
      scope.items.pop();
      if (value === deciding) return deciding;
      if (value === undefined) absent = true;
    }
    return absent ? undefined : !deciding;
  };
}

function items(collection: ListOperand, lists: ReadonlyMap<string, ListEntries>) {
  if (collection.kind === "values") return () => collection.values;
  const entries = lists.get(collection.name) ?? new Map<string, number>();
  return (scope: Scope) => liveItems(entries, scope.nowMs);
}

function* liveItems(entries: ListEntries, nowMs: number): Generator<string> {
  for (const [value, endsAtMs] of entries) if (nowMs < endsAtMs) yield value;
}
