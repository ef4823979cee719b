import { createRequire } from "node:module";
import { ZenEngine } from "@gorules/zen-engine";
import { Engine } from "json-rules-engine";
import { assert } from "../../../../src/domain/result.ts";
import { compileCondition, type Evaluate } from "../../../../src/domain/rules/condition/compile-condition.ts";
import { parseCondition } from "../../../../src/domain/rules/condition/parse-condition.ts";
import { evaluateCondition } from "../../../../src/domain/rules/evaluate-rules.ts";
import { SIGNALS } from "../../../../src/domain/signals/catalogue.ts";
import type { Signals, SignalValue } from "../../../../src/domain/signals/signal.ts";
import { TEN_RULES } from "./ten-rules.ts";

/** Ids of the rules that match one checkout, in any order. */
export type Judge = () => Promise<readonly string[]> | readonly string[];

/** An engine with the ten rules in it. */
export type BenchEngine = {
  readonly name: string;
  readonly version: string;
  /** Brings a checkout into the form that the engine wants, which is not timed; the judging of it is. */
  readonly prepare: (signals: Signals) => Judge;
};

export function benchEngines(): readonly BenchEngine[] {
  return [ourEngine(), jsonRulesEngine(), zenEngine()];
}

function ourEngine(): BenchEngine {
  const rules: { id: string; evaluate: Evaluate }[] = TEN_RULES.map(({ id, cel }) => {
    const { condition } = parseCondition(cel, { signals: SIGNALS, lists: new Set() });
    assert(condition !== undefined, `${id} is a condition`);
    return { id, evaluate: compileCondition(condition, new Map()) };
  });
  return {
    name: "firsthand",
    version: versionOf("../../../../package.json"),
    prepare: (signals) => () =>
      rules.filter(({ evaluate }) => evaluateCondition(evaluate, signals, 0) === "match").map(({ id }) => id),
  };
}

function jsonRulesEngine(): BenchEngine {
  const engine = new Engine();
  for (const { id, all } of TEN_RULES) engine.addRule({ conditions: { all: [...all] }, event: { type: id } });
  return {
    name: "json-rules-engine",
    version: versionOf("json-rules-engine/package.json"),
    prepare: (signals) => async () => (await engine.run(signals)).events.map(({ type }) => type),
  };
}

/** One expression for each rule in one node, the fewest steps that its format of decisions allows. */
function zenEngine(): BenchEngine {
  const expressions = TEN_RULES.map(({ id, zen }) => ({ id, key: id, value: zen }));
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: "in", name: "in", type: "inputNode" },
      { id: "rules", name: "rules", type: "expressionNode", content: { expressions } },
      { id: "out", name: "out", type: "outputNode" },
    ],
    edges: [
      { id: "1", sourceId: "in", targetId: "rules" },
      { id: "2", sourceId: "rules", targetId: "out" },
    ],
  });
  return {
    name: "zen-engine",
    version: versionOf("@gorules/zen-engine/package.json"),
    prepare: (signals) => {
      const context = nested(signals);
      return async () => {
        const { result } = await decision.evaluate(context);
        return TEN_RULES.filter(({ id }) => result[id] === true).map(({ id }) => id);
      };
    },
  };
}

/** `email.disposable` as `{ email: { disposable } }`. */
function nested(signals: Signals): object {
  const groups: { [name: string]: SignalValue | { [name: string]: SignalValue } } = {};
  for (const [name, value] of Object.entries(signals)) {
    const [group = "", member] = name.split(".");
    const known = groups[group];
    if (member === undefined) groups[group] = value;
    else groups[group] = { ...(typeof known === "object" ? known : {}), [member]: value };
  }
  return groups;
}

function versionOf(manifest: string): string {
  const { version }: { version: string } = createRequire(import.meta.url)(manifest);
  return version;
}
