import { RULE_LIMITS } from "../limits.ts";
import { type Condition, type ListOperand, parts, type TextMethod } from "./condition.ts";

/** Steps of one search through a text. */
export function textSteps(method: TextMethod, textChars: number, argumentChars: number): number {
  switch (method) {
    case "startsWith":
    case "endsWith":
      return argumentChars;
    case "contains":
      return textChars + argumentChars;
    case "glob":
      return textChars * argumentChars;
  }
}

/**
 * The most steps that a condition can take, whatever the checkout. A quantifier over a list of the policy counts the
 * list's declared `max`, so a list that grows within it cannot make a checked rule dear.
 * @param listMax entries that a list may hold at most
 */
export function conditionCost(condition: Condition, listMax: (list: string) => number): number {
  let cost = 1;
  for (const part of parts(condition)) cost += conditionCost(part, listMax);
  if (condition.op === "in")
    return cost + (condition.collection.kind === "values" ? condition.collection.values.length : 1);
  if (condition.op === "text") {
    const { argument } = condition;
    const chars = argument.op === "literal" ? String(argument.value).length : RULE_LIMITS.textCharsMax;
    return cost + textSteps(condition.method, RULE_LIMITS.textCharsMax, chars);
  }
  return condition.op === "quantifier" ? cost * itemsMax(condition.collection, listMax) : cost;
}

function itemsMax(collection: ListOperand, listMax: (list: string) => number): number {
  return collection.kind === "values" ? collection.values.length : listMax(collection.name);
}
