import { describe, expect, it } from "vitest";
import type { AttemptRecord } from "../../../../src/domain/decision/attempt-record.ts";
import type { ShadowScore } from "../../../../src/domain/decision/decision.ts";
import { type AttemptCommand, attempt } from "../../../../src/domain/sale/commands/attempt.ts";
import { attemptOf, NOW_MS, policyOf, ruleOf, saleInMemory, scoreOf, VISIT } from "../fixtures.ts";

const POLICY = policyOf([ruleOf("farm", "deny")]);
const AS_SURE_AS_CAN_BE: ShadowScore = { value: 1, logit: 30, modelVersion: "test-v2.0" };

/** What is recorded of a checkout, and what its caller hears, apart from ids and times. */
function outcomeOf(command: AttemptCommand): { record: AttemptRecord; reply: string } {
  const { store, at } = saleInMemory();
  const answered = attempt(at(NOW_MS), POLICY, command);
  const record = store.findAttemptByKey(command.idempotency.scope)?.record;
  if (!answered.ok || record === undefined) throw new TypeError("the sale is open");
  return { record, reply: JSON.stringify(answered.value.reply) };
}

const plain = attemptOf(1);
const shadowed: AttemptCommand = { ...plain, absent: { ...plain.absent, shadowScore: AS_SURE_AS_CAN_BE } };

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
      absent: { signals: {}, shadowScore: { ...AS_SURE_AS_CAN_BE, logit: -30 } },
    });
    expect(record.decision.verdict).not.toBe("allow");
    expect(record.decision.reasons.map(({ code }) => code)).toContain("SCORE_UNAVAILABLE");
  });

  it("is that of the reading which counts", () => {
    const live: AttemptCommand["live"] = {
      visit: VISIT,
      reading: {
        signals: { "visit.state": "ok" },
        score: scoreOf(-4),
        shadowScore: { ...AS_SURE_AS_CAN_BE, logit: 2 },
      },
    };
    expect(outcomeOf({ ...shadowed, live }).record.shadowScore?.logit).toBe(2);
    expect(outcomeOf({ ...shadowed, live: undefined }).record.shadowScore?.logit).toBe(30);
  });
});
