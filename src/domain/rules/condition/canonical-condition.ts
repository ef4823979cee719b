import type { Condition, ListOperand } from "./condition.ts";
import { MIRRORED } from "./operators.ts";

/** One text for conditions that differ only in the order of sides, in spacing or in the names of variables. */
export function canonicalCondition(condition: Condition): string {
  switch (condition.op) {
    case "literal":
      return JSON.stringify(condition.value);
    case "signal":
      return condition.name;
    case "item":
      return `$${condition.depth}`;
    case "has":
      return `has(${condition.name})`;
    case "not":
      return `!(${canonicalCondition(condition.of)})`;
    case "and":
    case "or": {
      const sides = [...flatten(condition, condition.op)].map(canonicalCondition);
      return `(${[...new Set(sides)].sort().join(condition.op === "and" ? " && " : " || ")})`;
    }
    case "compare": {
      const [left, right] = [canonicalCondition(condition.left), canonicalCondition(condition.right)];
      return left <= right
        ? `(${left} ${condition.comparison} ${right})`
        : `(${right} ${MIRRORED[condition.comparison]} ${left})`;
    }
    case "arithmetic":
      return `(${canonicalCondition(condition.left)} ${condition.arithmetic} ${canonicalCondition(condition.right)})`;
    case "choose":
      return `(${[condition.test, condition.yes, condition.no].map(canonicalCondition).join(" ? ")})`;
    case "in":
      return `(${canonicalCondition(condition.of)} in ${canonicalCollection(condition.collection)})`;
    case "text":
      return `${canonicalCondition(condition.of)}.${condition.method}(${canonicalCondition(condition.argument)})`;
    case "quantifier":
      return `${canonicalCollection(condition.collection)}.${condition.quantifier}(${canonicalCondition(condition.body)})`;
  }
}

function* flatten(condition: Condition, op: "and" | "or"): Generator<Condition> {
  if (condition.op !== op) {
    yield condition;
    return;
  }
  yield* flatten(condition.left, op);
  yield* flatten(condition.right, op);
}

function canonicalCollection(collection: ListOperand): string {
  return collection.kind === "list" ? `lists.${collection.name}` : JSON.stringify([...collection.values].sort());
}
