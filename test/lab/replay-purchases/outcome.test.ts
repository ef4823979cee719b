import { describe, expect, it } from "vitest";
import { OutcomeTally } from "../../../models/lab/replay-purchases/outcome.ts";
import type { CheckoutAnswer, Replayed } from "../../../models/lab/replay-purchases/replay.ts";

const PURCHASE = { account: "1", device: "d", atMs: 0, accountAgeMs: 0 };
const ALLOWED: CheckoutAnswer = {
  decisionId: "dec_s_1",
  verdict: "allow",
  reasons: [],
  policyHash: "sha256-x",
  allocation: { status: "none" },
  buyer: { code: "held", message: "", next: "pay" },
};

function replayed(fraud: boolean, change: Partial<CheckoutAnswer> = {}): Replayed {
  return { purchase: { ...PURCHASE, fraud }, answer: { ...ALLOWED, ...change } };
}

function outcomeOf(...all: Replayed[]) {
  const tally = new OutcomeTally();
  for (const each of all) tally.add(each);
  return tally.outcome();
}

const DENIED = { verdict: "deny", reasons: [{ code: "SHARED", message: "", evidence: {} }] } as const;

describe("what became of recorded purchases", () => {
  it("counts a challenge as flagged, and as denied only what was denied", () => {
    const outcome = outcomeOf(
      replayed(true, { ...DENIED, reasons: [...DENIED.reasons] }),
      replayed(true, { verdict: "challenge" }),
      replayed(false, { verdict: "challenge" }),
      replayed(false),
    );
    expect(outcome.notAllowed).toMatchObject({
      precision: { value: 2 / 3 },
      recall: { value: 1 },
      falsePositiveRate: { value: 1 / 2 },
    });
    expect(outcome.deniedAlone).toMatchObject({ precision: { value: 1 }, recall: { value: 1 / 2 } });
  });

  it("sets apart what only the speed of the replay provoked", () => {
    const burst = { code: "BURST", message: "", evidence: { "account.attempts_last_minute": 7 } };
    const shared = { code: "SHARED", message: "", evidence: { "device.other_accounts_in_sale": 1 } };
    const outcome = outcomeOf(
      replayed(false, { verdict: "challenge", reasons: [burst] }),
      replayed(true, { verdict: "deny", reasons: [burst, shared] }),
    );
    expect(outcome.flaggedBySpeedAlone).toEqual({ fraud: 0, genuine: 1 });
    expect(outcome.reasons).toEqual([
      { code: "BURST", madeByReplaySpeed: true, fraud: 1, genuine: 1 },
      { code: "SHARED", madeByReplaySpeed: false, fraud: 1, genuine: 0 },
    ]);
  });

  it("does not count a purchase that got no decision", () => {
    const outcome = outcomeOf(replayed(true), { purchase: { ...PURCHASE, fraud: true }, failure: "500" });
    expect(outcome.purchases).toEqual({ fraud: 1, genuine: 0 });
    expect(outcome.failures).toEqual(["500"]);
  });
});
