import type { ASTNode } from "@marcbachmann/cel-js";
import type { SignalType } from "../../signals/signal.ts";
import { nearestHint } from "../nearest-name.ts";
import {
  ARITHMETIC,
  COMPARISONS,
  type Condition,
  type ListOperand,
  QUANTIFIERS,
  type Quantifier,
  TEXT_METHODS,
  type TextMethod,
} from "./condition.ts";

/** What a condition may name: signals with their types, and lists. */
export type Symbols = {
  readonly signals: ReadonlyMap<string, { readonly type: SignalType }>;
  readonly lists: ReadonlySet<string>;
};

/** A problem in the text of a condition; offsets count characters of that text. */
export type ConditionProblem = {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly start: number;
  readonly end: number;
};

/** Turns the engine's syntax tree into a `Condition`; `undefined` stands for a part that was reported already. */
export class ConditionChecker {
  readonly #symbols: Symbols;
  readonly #problems: ConditionProblem[];
  /** Variables of the quantifiers around the current node, outermost first. */
  readonly #items: { readonly name: string; readonly type: SignalType }[] = [];

  constructor(symbols: Symbols, problems: ConditionProblem[]) {
    this.#symbols = symbols;
    this.#problems = problems;
  }

  check(node: ASTNode): Condition | undefined {
    switch (node.op) {
      case "value":
        return this.#literal(node, node.args);
      case "id":
      case ".":
        return this.#name(node);
      case "&&":
      case "||":
        return this.#logical(node.op === "&&" ? "and" : "or", node.args);
      case "!_": {
        const of = this.#expect("bool", node.args);
        return of && { op: "not", type: "bool", of };
      }
      case "-_": {
        const of = this.#expect("number", node.args);
        if (of?.op === "literal" && typeof of.value === "number") return { ...of, value: -of.value };
        const zero: Condition = { op: "literal", type: "number", value: 0 };
        return of && { op: "arithmetic", type: "number", arithmetic: "-", left: zero, right: of };
      }
      case "?:":
        return this.#choose(node, node.args);
      case "in":
        return this.#membership(node, node.args);
      case "call":
        return this.#call(node, node.args);
      case "rcall":
        return this.#method(node, node.args);
      case "list":
        return this.#refuse(node, "expression-not-supported", "A list may only stand after `in`.");
      case "[]":
      case "[?]":
      case ".?":
      case "map":
        return this.#refuse(node, "expression-not-supported", "Indexes and maps are not part of the rule language.");
    }
    const comparison = COMPARISONS.find((operator) => operator === node.op);
    if (comparison) return this.#compare(node, comparison, node.args);
    const arithmetic = ARITHMETIC.find((operator) => operator === node.op);
    if (!arithmetic) return this.#refuse(node, "expression-not-supported", `"${node.op}" is not part of the language.`);
    const [left, right] = [this.#expect("number", node.args[0]), this.#expect("number", node.args[1])];
    return left && right && { op: "arithmetic", type: "number", arithmetic, left, right };
  }

  #literal(node: ASTNode, value: unknown): Condition | undefined {
    if (typeof value === "bigint") return { op: "literal", type: "number", value: Number(value) };
    if (typeof value === "number") return { op: "literal", type: "number", value };
    if (typeof value === "boolean") return { op: "literal", type: "bool", value };
    if (typeof value === "string") return { op: "literal", type: "string", value };
    const hint = value === null ? "To ask whether a signal was observed, write has(signal)." : undefined;
    return this.#refuse(node, "expression-not-supported", "Only numbers, texts, true and false may be written.", hint);
  }

  #name(node: ASTNode): Condition | undefined {
    const name = dottedName(node);
    if (name === undefined)
      return this.#refuse(node, "expression-not-supported", "Only a signal's name may have dots.");
    const depth = this.#items.findLastIndex((item) => item.name === name);
    const item = this.#items[depth];
    if (item) return { op: "item", type: item.type, depth };
    const signal = this.#symbols.signals.get(name);
    if (signal) return { op: "signal", type: signal.type, name };
    if (name.startsWith("lists.")) {
      return this.#refuse(
        node,
        "expression-not-supported",
        `A list may only stand after \`in\`: account.key in ${name}.`,
      );
    }
    const hint = nearestHint(name, this.#symbols.signals.keys());
    return this.#refuse(node, "signal-unknown", `There is no signal "${name}".`, hint);
  }

  #logical(op: "and" | "or", [first, second]: readonly [ASTNode, ASTNode]): Condition | undefined {
    const left = this.#expect("bool", first);
    const right = this.#expect("bool", second);
    return left && right && { op, type: "bool", left, right };
  }

  #compare(node: ASTNode, comparison: (typeof COMPARISONS)[number], args: readonly [ASTNode, ASTNode]) {
    const ordered = comparison !== "==" && comparison !== "!=";
    const left = ordered ? this.#expect("number", args[0]) : this.check(args[0]);
    const right = ordered ? this.#expect("number", args[1]) : this.check(args[1]);
    if (!left || !right) return undefined;
    if (left.type !== right.type) {
      return this.#refuse(node, "type-mismatch", `A ${left.type} is compared with a ${right.type}.`);
    }
    return { op: "compare", type: "bool", comparison, left, right } as const;
  }

  #choose(node: ASTNode, args: readonly [ASTNode, ASTNode, ASTNode]): Condition | undefined {
    const test = this.#expect("bool", args[0]);
    const [yes, no] = [this.check(args[1]), this.check(args[2])];
    if (!test || !yes || !no) return undefined;
    if (yes.type !== no.type) {
      return this.#refuse(node, "type-mismatch", `One answer is a ${yes.type}, the other a ${no.type}.`);
    }
    return { op: "choose", type: yes.type, test, yes, no };
  }

  #membership(node: ASTNode, [member, container]: readonly [ASTNode, ASTNode]): Condition | undefined {
    const of = this.check(member);
    const collection = this.#collection(container);
    if (!of || !collection) return undefined;
    const type = itemType(collection);
    if (of.type !== type)
      return this.#refuse(node, "type-mismatch", `A ${of.type} is looked up in a list of ${type}s.`);
    return { op: "in", type: "bool", of, collection };
  }

  #collection(node: ASTNode): ListOperand | undefined {
    if (node.op === "list") return this.#values(node, node.args);
    const name = dottedName(node);
    if (name?.startsWith("lists.")) {
      const list = name.slice("lists.".length);
      if (this.#symbols.lists.has(list)) return { kind: "list", name: list };
      this.#refuse(node, "list-unknown", `There is no list "${list}".`, nearestHint(list, this.#symbols.lists));
      return undefined;
    }
    if ((node.op === "call" || node.op === "rcall") && !this.check(node)) return undefined;
    const hint = 'Write lists.name, or values in brackets: ["web", "app"].';
    this.#refuse(node, "type-mismatch", "Only a list can be looked through.", hint);
    return undefined;
  }

  #values(node: ASTNode, elements: readonly ASTNode[]): ListOperand | undefined {
    const values: (string | number)[] = [];
    for (const element of elements) {
      const literal = this.check(element);
      if (!literal) return undefined;
      if (literal.op !== "literal" || typeof literal.value === "boolean") {
        this.#refuse(element, "expression-not-supported", "A list holds numbers or texts only.");
        return undefined;
      }
      values.push(literal.value);
    }
    const mixed = values.some((value) => typeof value !== typeof values[0]);
    if (values.length > 0 && !mixed) return { kind: "values", values };
    this.#refuse(node, "type-mismatch", mixed ? "A list holds values of one type only." : "The list is empty.");
    return undefined;
  }

  #call(node: ASTNode, [name, args]: readonly [string, readonly ASTNode[]]): Condition | undefined {
    if (name !== "has") return this.#unknownFunction(node, name, ["has"]);
    const [argument] = args;
    if (!argument || args.length !== 1) return this.#refuse(node, "type-mismatch", HAS_NEEDS);
    const signal = this.check(argument);
    if (!signal || signal.op === "signal") return signal && { op: "has", type: "bool", name: signal.name };
    return this.#refuse(argument, "type-mismatch", HAS_NEEDS);
  }

  #method(
    node: ASTNode,
    [name, receiver, args]: readonly [string, ASTNode, readonly ASTNode[]],
  ): Condition | undefined {
    const quantifier = QUANTIFIERS.find((known) => known === name);
    if (quantifier) return this.#quantifier(node, quantifier, { receiver, args });
    const method = TEXT_METHODS.find((known) => known === name);
    if (method) return this.#text(node, method, { receiver, args });
    return this.#unknownFunction(node, name, [...TEXT_METHODS, ...QUANTIFIERS]);
  }

  #text(node: ASTNode, method: TextMethod, { receiver, args }: MethodCall): Condition | undefined {
    const of = this.#expect("string", receiver);
    const [first] = args;
    if (!first || args.length !== 1) return this.#refuse(node, "type-mismatch", `${method}() takes one text.`);
    const argument = this.#expect("string", first);
    if (!of || !argument) return undefined;
    if (argument.op !== "literal" && argument.op !== "item") {
      return this.#refuse(first, "argument-not-literal", `${method}() takes a text written in the rule.`);
    }
    return { op: "text", type: "bool", method, of, argument };
  }

  #quantifier(node: ASTNode, quantifier: Quantifier, { receiver, args }: MethodCall): Condition | undefined {
    const collection = this.#collection(receiver);
    const [variable, predicate] = args;
    if (!collection) return undefined;
    if (variable?.op !== "id" || !predicate || args.length !== 2) {
      return this.#refuse(node, "type-mismatch", `${quantifier}() takes a name and a condition.`);
    }
    this.#items.push({ name: variable.args, type: itemType(collection) });
    const body = this.#expect("bool", predicate);
    this.#items.pop();
    return body && { op: "quantifier", type: "bool", quantifier, collection, body };
  }

  #unknownFunction(node: ASTNode, name: string, known: readonly string[]): undefined {
    if (name === "matches") {
      const hint = 'Use glob("*text?"), startsWith, endsWith, contains, or `in lists.name`.';
      return this.#refuse(node, "pattern-not-supported", "Regular expressions are not run on checkouts.", hint);
    }
    return this.#refuse(node, "function-unknown", `There is no function "${name}".`, nearestHint(name, known));
  }

  #expect(type: SignalType, node: ASTNode): Condition | undefined {
    const condition = this.check(node);
    if (!condition || condition.type === type) return condition;
    return this.#refuse(node, "type-mismatch", `A ${type} is needed here, and this is a ${condition.type}.`);
  }

  #refuse(node: ASTNode, code: string, message: string, hint?: string): undefined {
    this.#problems.push({ code, message, hint, start: node.start, end: node.end });
    return undefined;
  }
}

const HAS_NEEDS = "has() takes the name of one signal.";

type MethodCall = { readonly receiver: ASTNode; readonly args: readonly ASTNode[] };

function itemType(collection: ListOperand): "string" | "number" {
  return collection.kind === "values" && typeof collection.values[0] === "number" ? "number" : "string";
}

/** `device.key` of a chain of field accesses; `undefined` for anything else. */
function dottedName(node: ASTNode): string | undefined {
  if (node.op === "id") return node.args;
  if (node.op !== ".") return undefined;
  const owner = dottedName(node.args[0]);
  return owner === undefined ? undefined : `${owner}.${node.args[1]}`;
}
