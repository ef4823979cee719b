import type { SignalType } from "../../signals/signal.ts";

export const COMPARISONS = ["==", "!=", "<", "<=", ">", ">="] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const ARITHMETIC = ["+", "-", "*", "/", "%"] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];

export const TEXT_METHODS = ["startsWith", "endsWith", "contains", "glob"] as const;
export type TextMethod = (typeof TEXT_METHODS)[number];

export const QUANTIFIERS = ["exists", "all"] as const;
export type Quantifier = (typeof QUANTIFIERS)[number];

/** What a membership test or a quantifier runs over: a list of the policy by name, or values written in the rule. */
export type ListOperand =
  | { readonly kind: "list"; readonly name: string }
  | { readonly kind: "values"; readonly values: readonly (string | number)[] };

/**
 * A checked condition. Its leaves are literals, signals of the catalogue and items of a quantifier; there is no other
 * name in it, so evaluating it cannot reach anything else.
 */
export type Condition =
  | { readonly op: "literal"; readonly type: SignalType; readonly value: boolean | number | string }
  | { readonly op: "signal"; readonly type: SignalType; readonly name: string }
  | { readonly op: "item"; readonly type: SignalType; readonly depth: number }
  | { readonly op: "has"; readonly type: "bool"; readonly name: string }
  | { readonly op: "not"; readonly type: "bool"; readonly of: Condition }
  | { readonly op: "and" | "or"; readonly type: "bool"; readonly left: Condition; readonly right: Condition }
  | {
      readonly op: "compare";
      readonly type: "bool";
      readonly comparison: Comparison;
      readonly left: Condition;
      readonly right: Condition;
    }
  | {
      readonly op: "arithmetic";
      readonly type: "number";
      readonly arithmetic: Arithmetic;
      readonly left: Condition;
      readonly right: Condition;
    }
  | {
      readonly op: "choose";
      readonly type: SignalType;
      readonly test: Condition;
      readonly yes: Condition;
      readonly no: Condition;
    }
  | { readonly op: "in"; readonly type: "bool"; readonly of: Condition; readonly collection: ListOperand }
  | {
      readonly op: "text";
      readonly type: "bool";
      readonly method: TextMethod;
      readonly of: Condition;
      readonly argument: Condition;
    }
  | {
      readonly op: "quantifier";
      readonly type: "bool";
      readonly quantifier: Quantifier;
      readonly collection: ListOperand;
      readonly body: Condition;
    };

/** The conditions directly inside one. */
export function parts(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case "literal":
    case "signal":
    case "item":
    case "has":
      return [];
    case "not":
    case "in":
      return [condition.of];
    case "and":
    case "or":
    case "compare":
    case "arithmetic":
      return [condition.left, condition.right];
    case "choose":
      return [condition.test, condition.yes, condition.no];
    case "text":
      return [condition.of, condition.argument];
    case "quantifier":
      return [condition.body];
  }
}

/** A condition and everything inside it, outermost first. */
export function* walk(condition: Condition): Generator<Condition> {
  yield condition;
  for (const part of parts(condition)) yield* walk(part);
}

/** Names of the signals that a condition reads, in order of name. */
export function signalsRead(condition: Condition): readonly string[] {
  const names = new Set<string>();
  for (const part of walk(condition)) if (part.op === "signal" || part.op === "has") names.add(part.name);
  return [...names].sort();
}

/** Names of the policy's lists that a condition looks through. */
export function listsRead(condition: Condition): readonly string[] {
  const names = new Set<string>();
  for (const part of walk(condition)) {
    if (part.op !== "in" && part.op !== "quantifier") continue;
    if (part.collection.kind === "list") names.add(part.collection.name);
  }
  return [...names];
}
