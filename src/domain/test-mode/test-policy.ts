import { decide } from "../decision/decide.ts";
import type { Decision, DecisionInput } from "../decision/decision.ts";
import { SCORE_EXEMPTION } from "../decision/exemptable.ts";
import type { Policy, PolicyRule } from "../decision/policy.ts";
import { CHECKOUT_QUANTITY_MAX } from "../limits.ts";
import { byLimit } from "../terms/limits.ts";
import type { TestOutcome } from "./test-values.ts";

/** Names what a test value did where a decision names rules; no policy has it. */
export const TEST_RULE_ID = "test.value";

/**
 * The verdict of a test sale: what a test value stands for, and of every other checkout what the terms of the sale say. The
 * deployment's rules and model never judge there, so that nobody can try out on it how to pass them.
 * @param outcome of the checkout's test value, where it has one
 * @param hash of the policy that a real sale would be decided by
 */
export function decideTest(outcome: TestOutcome | undefined, hash: string, input: DecisionInput): Decision {
  return decide(testPolicy(outcome, hash), testInput(outcome, input));
}

/** The one rule that a test value stands for, or none. */
function testPolicy(outcome: TestOutcome | undefined, hash: string): Policy {
  const rules = outcome === undefined ? [] : [ruleOf(outcome)];
  return {
    hash,
    findRule: (id) => rules.find((rule) => rule.id === id),
    evaluate: () => rules.map(({ id }) => ({ id, status: "live", result: "match" })),
    thresholds: () => ({}),
    withoutScore: "review",
  };
}

/** What a test sale decides from: no score, and where a test value decides, no term of the sale either. */
function testInput(outcome: TestOutcome | undefined, input: DecisionInput): DecisionInput {
  const { score: _score, ...unscored } = input;
  const withoutScore = { ...unscored, exemptRules: [SCORE_EXEMPTION] };
  if (outcome === undefined) return withoutScore;
  const { challengeKinds: _kinds, ...rest } = withoutScore;
  return {
    ...rest,
    limits: byLimit(() => CHECKOUT_QUANTITY_MAX),
    claimed: { account: 0 },
    acceptedPayments: [input.paymentMethod],
    clientSignals: "optional",
    mayShowWho: false,
  };
}

function ruleOf({ verdict, buyer, settledBy, says }: TestOutcome): PolicyRule {
  const told = verdict === "allow" ? {} : { buyer: { code: buyer } };
  return { id: TEST_RULE_ID, then: verdict, reason: "TEST_VALUE", message: says, signals: [], settledBy, ...told };
}
