import { describe, expect, it } from "vitest";
import type { AttemptRecord } from "../../../../src/domain/decision/attempt-record.ts";
import type { ShadowScore } from "../../../../src/domain/decision/decision.ts";
import {
  attemptOf,
  type CheckoutCall,
  checkOut,
  NOW_MS,
  policyOf,
  recordedUnder,
  ruleOf,
  saleInMemory,
  scoreOf,
  VISIT,
} from "../fixtures.ts";

const POLICY = policyOf([ruleOf("farm", "deny")]);
const AS_SURE_AS_CAN_BE: ShadowScore = { value: 1, logit: 30, modelVersion: "test-v2.0" };

/** What is recorded of a checkout, and what its caller hears, apart from ids and times. */
function outcomeOf(command: CheckoutCall): { record: AttemptRecord; reply: string } {
  const { store, at } = saleInMemory();
  const answered = checkOut(at(NOW_MS), POLICY, command);
  const record = recordedUnder(store, command);
  if (!answered.ok || record === undefined) throw new TypeError("the sale is open");
  return { record, reply: JSON.stringify(answered.value.reply) };
}

const plain = attemptOf(1);
const shadowed: CheckoutCall = { ...plain, withoutVisit: { ...plain.withoutVisit, shadowScore: AS_SURE_AS_CAN_BE } };

describe("a shadow model's score", () => {
  it("is recorded, and the checkout is decided and answered as without it", () => {
    const without = outcomeOf(plain);
    const { record, reply } = outcomeOf(shadowed);
    const { shadowScore, ...rest } = record;
    expect(shadowScore).toEqual(AS_SURE_AS_CAN_BE);
    expect(rest).toEqual(without.record);
    expect(rest.decision.verdict).toBe("allow");
    expect(reply).toBe(without.reply);
  });

  it("stands in for no live score", () => {
    const { record } = outcomeOf({
      ...plain,
      withoutVisit: { signals: {}, shadowScore: { ...AS_SURE_AS_CAN_BE, logit: -30 } },
    });
    expect(record.decision.verdict).not.toBe("allow");
    expect(record.decision.reasons.map(({ code }) => code)).toContain("SCORE_UNAVAILABLE");
  });

  it("is that of the checkout with its visit, where the visit counts", () => {
    const withVisit: CheckoutCall["withVisit"] = {
      visit: VISIT,
      scored: {
        signals: { "visit.state": "ok" },
        score: scoreOf(-4),
        shadowScore: { ...AS_SURE_AS_CAN_BE, logit: 2 },
      },
    };
    expect(outcomeOf({ ...shadowed, withVisit }).record.shadowScore?.logit).toBe(2);
    expect(outcomeOf({ ...shadowed, withVisit: undefined }).record.shadowScore?.logit).toBe(30);
  });
});
