import { describe, expect, it } from "vitest";
import { RETURN_DELAY_MS_MAX } from "../../../../src/domain/limits.ts";
import { redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import { release } from "../../../../src/domain/sale/commands/release.ts";
import {
  attemptOf,
  type CheckoutCall,
  checkOut,
  claimsOf,
  DEFINITION,
  NOW_MS,
  SALE,
  saleInMemory,
  scoreOf,
  VISIT,
} from "../fixtures.ts";

import { answerTo, LINKS, LIVE, looking, POLICY, recordOf, STATED } from "./attempt-fixtures.ts";

describe("an allowed checkout", () => {
  it("holds its units, claims them under every identity, and answers with an allow token", () => {
    const { store, at } = saleInMemory();
    const command = attemptOf(1, { withVisit: LIVE, holderKey: "thumbprint" });
    const { token, ...answer } = answerTo(at(NOW_MS + 1), command);
    const record = recordOf(at(NOW_MS), command);
    const expiresAtMs = NOW_MS + 301_000;
    expect(answer).toEqual({
      decisionId: record?.decisionId,
      verdict: "allow",
      reasons: [],
      score: { value: scoreOf(-4).value, modelVersion: "test-v1.0", contributions: [] },
      policyHash: "sha256-test",
      allocation: {
        status: "held",
        holdId: expect.stringMatching(/^hold_mi3-2_[0-9A-HJKMNP-TV-Z]{26}$/),
        quantity: 1,
        expiresAt: new Date(expiresAtMs).toISOString(),
      },
      buyer: { code: "held", message: "Yours for 5 minutes. Pay to keep it.", next: "pay" },
      hasAllowToken: true,
      replayed: false,
    });
    const { holdId } = answer.allocation;
    expect(token).toMatchObject({ jti: holdId, hold: holdId, exp: expiresAtMs / 1000, sub: "e1.account-1", qty: 1 });
    expect(token).toMatchObject({ iss: "https://firsthand.test", aud: "shop-a", cnf: { jkt: "thumbprint" } });
    expect(store.findHold(holdId)).toEqual({
      holdId,
      decisionId: record?.decisionId,
      account: "e1.account-1",
      links: [...LINKS, "browser:thumbprint"],
      quantity: 1,
      household: "e1.household-1",
      holderKey: "thumbprint",
      state: "held",
      createdAtMs: NOW_MS + 1,
      expiresAtMs,
    });
    expect(store.readStock()).toMatchObject({ free: 9, held: 1 });
    expect(claimsOf(store, { account: "e1.account-1", links: LINKS })).toEqual([1, 1, 1, 1]);
  });

  it("is recorded with everything that the decision was made from", () => {
    const { at } = saleInMemory();
    const command = attemptOf(1, { stated: STATED });
    const { allocation } = answerTo(at(NOW_MS), command);
    expect(recordOf(at(NOW_MS), command)).toMatchObject({
      version: 1,
      saleId: SALE.saleId,
      shop: SALE.shop,
      atMs: NOW_MS,
      channel: "web",
      quantity: 1,
      paymentMethod: "upi",
      ...STATED,
      keys: command.keys,
      policyHash: "sha256-test",
      input: {
        mode: "flash",
        limits: DEFINITION.limits,
        claimed: { account: 0, device: 0, household: 0, payment: 0 },
        signals: { "account.attempts_in_sale": 0, "sale.open_ms": 3_600_000, "visit.state": "missing" },
        score: command.withoutVisit.score,
      },
      decision: { verdict: "allow" },
      allocation: { status: "held", holdId: allocation.holdId, expiresAtMs: NOW_MS + 300_000 },
    });
  });

  it("signs nothing that the request only says of itself", () => {
    const { at } = saleInMemory();
    const answered = checkOut(at(NOW_MS), POLICY, attemptOf(1, { stated: STATED }));
    const signed = answered.ok ? answered.value.reply.body.filter((part) => typeof part !== "string") : [];
    expect(signed).toHaveLength(1);
    for (const value of Object.values(STATED)) expect(JSON.stringify(signed)).not.toContain(value);
  });

  it("tells a browser its allocation, its token and the buyer's part, and nothing else", () => {
    const { at } = saleInMemory();
    const answered = checkOut(at(NOW_MS), POLICY, attemptOf(1, { forBrowser: true }));
    const text = answered.ok ? answered.value.reply.body.filter((part) => typeof part === "string").join("T") : "";
    expect(Object.keys(JSON.parse(text))).toEqual(["allocation", "buyer", "allowToken"]);
  });

  it("tells a refused browser no more, not even how to retry", () => {
    const { at } = saleInMemory();
    const command = attemptOf(1, {
      withVisit: { ...LIVE, scored: looking("farm").withoutVisit ?? LIVE.scored },
      forBrowser: true,
    });
    const answered = checkOut(at(NOW_MS), POLICY, command);
    expect(answered.ok && answered.value.reply.body).toEqual([
      expect.stringMatching(/^\{"allocation":\{"status":"none"\},"buyer":\{"code":"not_available",.*\}\}$/),
    ]);
  });
});

describe("a checkout that is not allowed", () => {
  it.each([
    { rule: "farm", verdict: "deny", buyer: "not_available" },
    { rule: "odd", verdict: "challenge", buyer: "verify" },
    { rule: "queue", verdict: "review", buyer: "in_review" },
  ])("holds nothing: $verdict", ({ rule, verdict, buyer }) => {
    const { store, at } = saleInMemory();
    const answer = answerTo(at(NOW_MS), attemptOf(1, looking(rule)));
    expect(answer).toMatchObject({
      verdict,
      allocation: { status: "none" },
      buyer: { code: buyer },
      hasAllowToken: false,
    });
    expect(store.readStock().free).toBe(10);
    expect(claimsOf(store, { account: "e1.account-1", links: LINKS })).toEqual([0, 0, 0, 0]);
    expect(store.verdictTotals()).toEqual({ allow: 0, challenge: 0, review: 0, deny: 0, [verdict]: 1 });
  });

  it("is counted for its account and seen under its identities", () => {
    const { store, at } = saleInMemory();
    answerTo(at(NOW_MS), attemptOf(1, looking("farm")));
    expect(store.findAccount("e1.account-1")).toEqual({
      attempts: 1,
      attemptsInMinute: 1,
      minuteStartMs: NOW_MS,
      unpaidHolds: 0,
      units: 0,
    });
    expect(store.readLinks(LINKS, "e1.account-2").get("device:e1.device-1")?.otherMembers).toBe(1);
  });
});

describe("a broken model", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    "that gives %d is as good as none: the careful answer stands",
    (logit) => {
      const { at } = saleInMemory();
      const withoutVisit = { ...attemptOf(1).withoutVisit, score: { ...scoreOf(0), value: Number.NaN, logit } };
      const answer = answerTo(at(NOW_MS), attemptOf(1, { withoutVisit }));
      expect(answer).toMatchObject({
        verdict: "challenge",
        reasons: [{ code: "SCORE_UNAVAILABLE" }, expect.anything()],
      });
      expect(answer.score).toBeUndefined();
    },
  );
});

describe("when units run out", () => {
  it("an allowed checkout is told when to come back, never when the next unit returns", () => {
    const { at } = saleInMemory({ units: 1 });
    answerTo(at(NOW_MS), attemptOf(1));
    const { allocation } = answerTo(at(NOW_MS + 1000), attemptOf(2));
    expect(allocation).toEqual({ status: "sold_out", final: false, retryAfterMs: 299_000 + RETURN_DELAY_MS_MAX });
  });

  it("returning units are neither free nor gone", () => {
    const { at } = saleInMemory({ units: 1 });
    const { allocation } = answerTo(at(NOW_MS), attemptOf(1));
    release(at(NOW_MS), { shop: SALE.shop, holdId: allocation.holdId, reason: "cancelled" });
    const answer = answerTo(at(NOW_MS), attemptOf(2));
    expect(answer.allocation).toEqual({ status: "sold_out", final: false, retryAfterMs: RETURN_DELAY_MS_MAX });
  });

  it("it is final once every unit is sold", () => {
    const { at } = saleInMemory({ units: 1 });
    const { allocation } = answerTo(at(NOW_MS), attemptOf(1));
    redeem(at(NOW_MS), { shop: SALE.shop, holdId: allocation.holdId, orderId: "ord_1", proofSent: false });
    const answer = answerTo(at(NOW_MS), attemptOf(2));
    expect(answer.allocation).toEqual({ status: "sold_out", final: true, retryAfterMs: 0 });
    expect(answer).toMatchObject({ buyer: { message: "All units are sold." } });
  });

  it.each([
    [1, 2, "Only 1 unit is left. Ask for fewer."],
    [2, 3, "Only 2 units are left. Ask for fewer."],
  ])(
    "%i free where %i are asked for is told with the number, waits for nothing, and can be had",
    (units, quantity, message) => {
      const limits = { perAccount: 9, perDevice: 9, perHousehold: 9, perPayment: 9 };
      const { store, at } = saleInMemory({ units, limits });
      const answer = answerTo(at(NOW_MS), attemptOf(1, { quantity }));
      expect(answer.allocation).toEqual({ status: "fewer_left", left: units });
      expect(answer).toMatchObject({ verdict: "allow", buyer: { code: "fewer_left", message, next: "ask_for_fewer" } });
      expect(store.readStock().free).toBe(units);
      expect(answerTo(at(NOW_MS + 1), attemptOf(2, { quantity: units })).allocation.status).toBe("held");
    },
  );
});

describe("the limits of a sale", () => {
  it.each([
    { kind: "account", code: "LIMIT_ACCOUNT" },
    { kind: "device", code: "LIMIT_DEVICE" },
  ] as const)("count what is held under one $kind", ({ kind, code }) => {
    const { at } = saleInMemory();
    answerTo(at(NOW_MS), attemptOf(1));
    const second = attemptOf(2);
    const keys = { ...second.keys, [kind]: attemptOf(1).keys[kind] };
    expect(answerTo(at(NOW_MS), { ...second, keys })).toMatchObject({
      verdict: "deny",
      reasons: [{ code }, expect.anything()],
    });
  });

  it("count sold units, too, and free those of a released hold at once", () => {
    const { at } = saleInMemory();
    const first = answerTo(at(NOW_MS), attemptOf(1));
    const again = (key: string) => attemptOf(1, { idempotency: { scope: key, fingerprint: key, pepperEpoch: "e1" } });
    expect(answerTo(at(NOW_MS), again("a")).verdict).toBe("deny");
    release(at(NOW_MS), { shop: SALE.shop, holdId: first.allocation.holdId, reason: "cancelled" });
    const second = answerTo(at(NOW_MS), again("b"));
    expect(second.verdict).toBe("allow");
    redeem(at(NOW_MS), { shop: SALE.shop, holdId: second.allocation.holdId, orderId: "ord_1", proofSent: false });
    expect(answerTo(at(NOW_MS), again("c")).verdict).toBe("deny");
  });

  it("make no claim for a kind that the checkout leaves out", () => {
    const { at } = saleInMemory();
    const command = attemptOf(1, { keys: { account: "e1.account-1" } });
    answerTo(at(NOW_MS), command);
    expect(recordOf(at(NOW_MS), command)?.input.claimed).toEqual({ account: 0 });
  });
});

describe("a repeated checkout", () => {
  it("gets the bytes of the first, whatever has changed since, and changes nothing", () => {
    const { store, at } = saleInMemory();
    const command = attemptOf(1, { withVisit: LIVE });
    const first = checkOut(at(NOW_MS), POLICY, command);
    const before = store.dump();
    for (const nowMs of [NOW_MS, DEFINITION.closesAtMs, DEFINITION.opensAtMs - 1]) {
      const again = checkOut(at(nowMs), POLICY, command);
      expect(again).toEqual({ ok: true, value: { reply: first.ok && first.value.reply, replayed: true } });
    }
    expect(store.dump()).toEqual(before);
  });

  it("is refused under the same key for another request", () => {
    const { store, at } = saleInMemory();
    checkOut(at(NOW_MS), POLICY, attemptOf(1));
    const before = store.dump();
    const other = attemptOf(2, { idempotency: { ...attemptOf(1).idempotency, fingerprint: "another" } });
    expect(checkOut(at(NOW_MS), POLICY, other)).toEqual({ ok: false, error: { kind: "idempotency-key-reused" } });
    expect(store.dump()).toEqual(before);
  });
});

describe("a visit", () => {
  const withVisit = (change: Partial<typeof VISIT> = {}): CheckoutCall["withVisit"] => ({
    visit: { ...VISIT, ...change },
    scored: LIVE.scored,
  });

  it("counts for the first checkout that brings it; the second is judged as one without, and says why", () => {
    const { at } = saleInMemory();
    expect(answerTo(at(NOW_MS), attemptOf(1, { withVisit: LIVE })).reasons).toEqual([]);
    const second = attemptOf(2, { withVisit: LIVE });
    expect(answerTo(at(NOW_MS), second).reasons).toMatchObject([{ code: "VISIT_REPLAYED" }]);
    expect(recordOf(at(NOW_MS), second)?.input.signals).toMatchObject({
      "visit.state": "replayed",
      "client.state": "absent",
    });
  });

  it("that held nothing may be retried: new identity, same start, one retry more", () => {
    const { at } = saleInMemory();
    const denied = {
      withVisit: { visit: VISIT, scored: { signals: { "visit.state": "ok", farm: true }, score: scoreOf(-4) } },
    };
    const { token, hasAllowToken } = answerTo(at(NOW_MS), attemptOf(1, denied));
    expect(hasAllowToken).toBe(false);
    expect(token).toEqual({ ...VISIT, jti: expect.any(String), retries: 1, chain: expect.anything() });
    expect(token.jti).not.toBe(VISIT.jti);
  });

  it("that was replayed, or retried five times, may not", () => {
    const { at } = saleInMemory({ units: 1 });
    answerTo(at(NOW_MS), attemptOf(1, { withVisit: LIVE }));
    expect(answerTo(at(NOW_MS), attemptOf(2, { withVisit: LIVE })).token).toBeUndefined();
    expect(
      answerTo(at(NOW_MS), attemptOf(3, { withVisit: withVisit({ jti: "v5", retries: 5 }) })).token,
    ).toBeUndefined();
  });
});
