import { describe, expect, it } from "vitest";
import type { AttemptRecord } from "../../../../src/domain/decision/attempt-record.ts";
import type { Policy } from "../../../../src/domain/decision/policy.ts";
import { workOfChallenge } from "../../../../src/domain/ids.ts";
import { replayDecision } from "../../../../src/domain/rules/replay/replay-decision.ts";
import { attempt } from "../../../../src/domain/sale/commands/attempt.ts";
import { pinPressure } from "../../../../src/domain/sale/commands/pin-pressure.ts";
import { settleChallenge } from "../../../../src/domain/sale/commands/settle-challenge.ts";
import { viewPressure } from "../../../../src/domain/sale/read-sale.ts";
import { attemptOf, NOW_MS, policyOf, SALE, saleInMemory, VISIT } from "../fixtures.ts";

/** Busy from ten attempts in the last minute on. */
const POLICY: Policy = policyOf([], {
  ladder: {
    calmAfterMs: 60_000,
    levelOf: (measures) => (Number(measures["pressure.attempts_last_minute"]) >= 10 ? "busy" : "calm"),
    asks: (level) =>
      level === "calm" ? undefined : { standingBelow: 1, settledBy: ["proof_of_work", "shop_otp"], work: 8 },
  },
});

function saleOfMany() {
  const sale = saleInMemory({ units: 1000 });
  const buy = (buyer: number, nowMs = NOW_MS, change: Parameters<typeof attemptOf>[1] = {}) => {
    const {
      idempotency: _key,
      forBrowser: _for,
      ...command
    } = attemptOf(buyer, { challengeKinds: ["proof_of_work", "shop_otp"], ...change });
    const attempted = attempt(sale.at(nowMs), POLICY, command);
    if (!attempted.ok) throw new Error(attempted.error.kind);
    return attempted.value;
  };
  const recordsOf = (count: number): AttemptRecord[] => Array.from({ length: count }, (_, buyer) => buy(buyer).record);
  return { ...sale, buy, recordsOf };
}

describe("a sale that many come to", () => {
  it("asks from the attempt on at which the policy says so, and records level and measures", () => {
    const { recordsOf } = saleOfMany();
    const records = recordsOf(12);
    expect(records.map(({ decision }) => decision.verdict)).toEqual([
      ...Array.from({ length: 10 }, () => "allow"),
      "challenge",
      "challenge",
    ]);
    expect(records[10]?.input.signals).toMatchObject({
      "pressure.level": "busy",
      "pressure.pinned": false,
      "pressure.attempts_last_minute": 10,
      "pressure.attempts_per_free_unit": 0.01,
      "pressure.new_share": 1,
      "pressure.silent_share": 1,
      "pressure.crowded_share": 0,
      "pressure.repeat_share": 0,
    });
  });

  it("decides each recorded attempt again, byte for byte", () => {
    const { recordsOf } = saleOfMany();
    for (const record of recordsOf(12)) {
      const line = JSON.stringify({ record, outcomes: [] });
      expect(replayDecision({ record, outcomes: [], line }, { after: () => POLICY }).reproduced).toBe(true);
    }
  });

  it("says in the challenge's id how much work is asked", () => {
    const { recordsOf, buy } = saleOfMany();
    recordsOf(10);
    expect(workOfChallenge(buy(10).challenge?.challengeId ?? "")).toBe(8);
  });

  it("counts who comes back with the proof once, and lets them buy", () => {
    const { recordsOf, buy, at } = saleOfMany();
    recordsOf(10);
    const challengeId = buy(10).challenge?.challengeId ?? "";
    settleChallenge(at(NOW_MS), { shop: SALE.shop, challengeId, kind: "proof_of_work", visit: VISIT });
    const { record } = buy(10, NOW_MS, { challengeId });
    expect(record.allocation.status).toBe("held");
    expect(record.input.signals["pressure.attempts_last_minute"]).toBe(11);
    expect(viewPressure(at(NOW_MS)).measured["pressure.attempts_last_minute"]).toBe(11);
  });

  it("does not ask who paid in an earlier sale, nor count them as new", () => {
    const { recordsOf, buy, at } = saleOfMany();
    recordsOf(10);
    expect(buy(10, NOW_MS, { past: { "standing.points": 4 } }).record.decision.verdict).toBe("allow");
    expect(viewPressure(at(NOW_MS)).measured["pressure.new_share"]).toBe(0.909);
  });

  it("shows staff the level, what it was reached at, and that it falls by itself", () => {
    const { recordsOf, at } = saleOfMany();
    recordsOf(11);
    const cause = { "pressure.attempts_last_minute": 10 };
    expect(viewPressure(at(NOW_MS))).toMatchObject({ level: "busy", pinned: false, sinceMs: NOW_MS, cause });
    const later = viewPressure(at(NOW_MS + 60_000));
    expect(later).toMatchObject({ level: "calm", sinceMs: NOW_MS + 60_000 });
    expect(later.cause).toBeUndefined();
  });

  it("is held by staff until they let it go", () => {
    const { recordsOf, buy, at } = saleOfMany();
    expect(pinPressure(at(NOW_MS), { pinned: "busy" })).toEqual({ ok: true, value: { pinned: "busy" } });
    const { input, decision } = buy(0).record;
    expect([decision.verdict, input.signals["pressure.pinned"]]).toEqual(["challenge", true]);
    pinPressure(at(NOW_MS), { pinned: "calm" });
    expect(recordsOf(12).map(({ decision: { verdict } }) => verdict)).not.toContain("challenge");
    pinPressure(at(NOW_MS), {});
    expect(buy(20).record.decision.verdict).toBe("challenge");
  });
});
