import { describe, expect, it } from "vitest";
import { signalsRead } from "../../src/domain/rules/condition/condition.ts";
import { parseCondition } from "../../src/domain/rules/condition/parse-condition.ts";
import { SIGNALS } from "../../src/domain/signals/catalogue.ts";
import { shippedPolicy } from "../support/recorded-decisions.ts";
import { benchEngines } from "./bench/rules/engines.ts";
import { sampleCheckouts } from "./bench/rules/sample-checkouts.ts";
import { TEN_RULES } from "./bench/rules/ten-rules.ts";

const policy = shippedPolicy();
const checkouts = sampleCheckouts(policy, 500);

describe("the checkouts of the bench", () => {
  it("leave nothing unobserved that a rule looks at", () => {
    const lists = new Set(Object.keys(policy.lists));
    const read = policy.rules.flatMap(({ when }) => {
      const { condition } = parseCondition(when, { signals: SIGNALS, lists });
      return condition === undefined ? [] : signalsRead(condition);
    });
    for (const { signals } of checkouts) expect(read.filter((name) => signals[name] === undefined)).toEqual([]);
  });
});

describe("the ten rules of the bench", () => {
  it.each(benchEngines())("match in $name what they match here", async ({ prepare }) => {
    const [ours] = benchEngines();
    const matched = new Set<string>();
    for (const { signals } of checkouts) {
      const expected = [...((await ours?.prepare(signals)()) ?? [])].sort();
      expect([...(await prepare(signals)())].sort()).toEqual(expected);
      for (const id of expected) matched.add(id);
    }
    expect([...matched].sort()).toEqual(TEN_RULES.map(({ id }) => id).sort());
  });
});
