import { describe, expect, it } from "vitest";
import { decide } from "../../../src/domain/decision/decide.ts";
import type { DecisionInput } from "../../../src/domain/decision/decision.ts";
import { exemptableOf } from "../../../src/domain/decision/exemptable.ts";
import { policyOf, ruleOf, scoreOf } from "../sale/fixtures.ts";
import { INPUT } from "./input.ts";

const POLICY = policyOf([
  ruleOf("queue", "review"),
  ruleOf("other", "review"),
  ruleOf("farm", "deny"),
  ruleOf("some", 1),
]);
const NO_SCORE = policyOf([], { withoutScore: "review" });

function inputOf(change: Partial<DecisionInput>, ...signals: string[]): DecisionInput {
  const matching = Object.fromEntries(signals.map((name) => [name, true]));
  return { ...INPUT, ...change, signals: { ...INPUT.signals, ...matching } };
}
const RISKY = { score: scoreOf(1.2), challengeSettled: true };

describe("what a review may be approved by", () => {
  it.each<[string, DecisionInput, string[]]>([
    ["the rules that asked for it", inputOf({}, "queue", "other"), ["other", "queue"]],
    ["the score, and the weights beside it", inputOf({ ...RISKY, score: scoreOf(0.3) }, "some"), ["score", "some"]],
    ["nothing where it is no review", inputOf({}, "farm"), []],
    ["nothing where it was allowed", inputOf({}), []],
  ])("is %s", (_, input, names) => {
    expect(exemptableOf(decide(POLICY, input))).toEqual(names);
  });

  it("is the score where there was none", () => {
    expect(exemptableOf(decide(NO_SCORE, { ...INPUT, score: undefined }))).toEqual(["score"]);
  });
});

describe("an approval", () => {
  const approved = (input: DecisionInput, policy = POLICY) => {
    const exemptRules = exemptableOf(decide(policy, input));
    return decide(policy, { ...input, challengeSettled: false, exemptRules });
  };

  it.each<[string, DecisionInput]>([
    ["rules", inputOf({}, "queue", "other")],
    ["the score", inputOf(RISKY)],
    ["the score with weights", inputOf({ ...RISKY, score: scoreOf(0.3) }, "some")],
  ])("lets the same checkout by %s through the next time, without another challenge", (_, input) => {
    expect(decide(POLICY, input).verdict).toBe("review");
    expect(approved(input).verdict).toBe("allow");
  });

  it("lets it through where the model still gives no score", () => {
    expect(approved({ ...INPUT, score: undefined }, NO_SCORE).verdict).toBe("allow");
  });

  it("never lifts a limit, a denial by rule or one by risk", () => {
    const exemptRules = ["queue", "score"];
    expect(decide(POLICY, { ...inputOf({ exemptRules }, "queue"), claimed: { account: 1 } }).verdict).toBe("deny");
    expect(decide(POLICY, inputOf({ exemptRules }, "farm")).verdict).toBe("deny");
    expect(decide(POLICY, inputOf({ exemptRules, score: scoreOf(9) })).verdict).toBe("deny");
    expect(decide(policyOf([], { withoutScore: "deny" }), inputOf({ exemptRules, score: undefined })).verdict).toBe(
      "deny",
    );
  });

  it("skips no rule that it does not name", () => {
    expect(decide(POLICY, inputOf({ exemptRules: ["queue", "score"] }, "queue", "other")).verdict).toBe("review");
  });
});
