import { describe, expect, it } from "vitest";
import { CHALLENGE_KINDS, type ChallengeKind } from "../../../../src/domain/challenge/challenge-kind.ts";
import type { PolicyRule } from "../../../../src/domain/decision/policy.ts";
import { CHALLENGE_TTL_MS } from "../../../../src/domain/limits.ts";
import { assert } from "../../../../src/domain/result.ts";
import { settleChallenge } from "../../../../src/domain/sale/commands/settle-challenge.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import {
  attemptOf,
  type CheckoutCall,
  NOW_MS,
  policyOf,
  ruleOf,
  SALE,
  saleInMemory,
  scoreOf,
  VISIT,
} from "../fixtures.ts";

import { answerTo, looking } from "./attempt-fixtures.ts";

describe("a challenge", () => {
  const asked = {
    withVisit: { visit: VISIT, scored: { signals: { "visit.state": "ok", odd: true }, score: scoreOf(-4) } },
  };
  const again = (challengeId: string, change: Partial<CheckoutCall> = {}) =>
    attemptOf(1, {
      ...looking("odd"),
      challengeId,
      idempotency: { scope: "again", fingerprint: "again", pepperEpoch: "e1" },
      ...change,
    });

  function challenged() {
    const sale = saleInMemory();
    const { challenge } = answerTo(sale.at(NOW_MS), attemptOf(1, asked));
    return { ...sale, challenge };
  }

  it("is opened for its account and device, with the visit that may be retried", () => {
    const { store, challenge } = challenged();
    expect(challenge).toEqual({
      id: expect.stringMatching(/^chl_mi3-2_/),
      kinds: ["shop_otp"],
      expiresAt: new Date(NOW_MS + CHALLENGE_TTL_MS).toISOString(),
    });
    expect(store.findChallenge(challenge.id)).toEqual({
      challengeId: challenge.id,
      account: "e1.account-1",
      device: "e1.device-1",
      expiresAtMs: NOW_MS + CHALLENGE_TTL_MS,
      visit: VISIT,
      kinds: ["shop_otp"],
      state: "open",
    });
  });

  it("makes no retry of a visit that was replayed", () => {
    const { store, at } = saleInMemory();
    store.spendVisit(VISIT.jti, VISIT.exp * 1000);
    const { challenge } = answerTo(at(NOW_MS), attemptOf(1, { ...asked, ...looking("odd") }));
    expect(store.findChallenge(challenge.id)?.visit).toBeUndefined();
  });

  it("once settled lets its account and device through, and is spent by the hold", () => {
    const { store, at, challenge } = challenged();
    settleChallenge(at(NOW_MS), { shop: SALE.shop, challengeId: challenge.id, kind: "shop_otp" });
    expect(answerTo(at(NOW_MS), again(challenge.id)).verdict).toBe("allow");
    expect(store.findChallenge(challenge.id)?.state).toBe("spent");
  });

  it.each<[string, Partial<CheckoutCall>]>([
    ["another account", { keys: attemptOf(2).keys }],
    ["another device", { keys: { ...attemptOf(1).keys, device: "e1.device-2" } }],
    ["no device", { keys: { ...attemptOf(1).keys, device: undefined } }],
    ["a challenge that never was", { challengeId: "chl_none" }],
  ])("does not count for %s", (_, change) => {
    const { at, challenge } = challenged();
    settleChallenge(at(NOW_MS), { shop: SALE.shop, challengeId: challenge.id, kind: "shop_otp" });
    expect(answerTo(at(NOW_MS), again(challenge.id, change)).verdict).toBe("challenge");
  });

  it("does not count before it is settled, when it is spent, or from its expiry on", () => {
    const { store, at, challenge } = challenged();
    expect(answerTo(at(NOW_MS), again(challenge.id)).verdict).toBe("challenge");
    const kept = {
      challengeId: challenge.id,
      account: "e1.account-1",
      device: "e1.device-1",
      expiresAtMs: NOW_MS + 10,
      kinds: ["shop_otp"],
      settledBy: "shop_otp",
    } as const;
    store.writeChallenge({ ...kept, state: "spent" });
    const next = { idempotency: { scope: "next", fingerprint: "next", pepperEpoch: "e1" } };
    expect(answerTo(at(NOW_MS), again(challenge.id, next)).verdict).toBe("challenge");
    store.writeChallenge({ ...kept, state: "settled" });
    const late = { idempotency: { scope: "late", fingerprint: "late", pepperEpoch: "e1" } };
    expect(answerTo(at(NOW_MS + 10), again(challenge.id, late)).verdict).toBe("challenge");
    const intime = { idempotency: { scope: "in time", fingerprint: "in time", pepperEpoch: "e1" } };
    expect(answerTo(at(NOW_MS + 9), again(challenge.id, intime)).verdict).toBe("allow");
  });

  it("that the browser settled counts in its visit only", () => {
    const { store, at, challenge } = challenged();
    const found = store.findChallenge(challenge.id);
    assert(found !== undefined, "the challenge is there");
    store.writeChallenge({ ...found, visit: VISIT, state: "settled", settledBy: "proof_of_work" });
    expect(answerTo(at(NOW_MS), again(challenge.id)).verdict).toBe("challenge");
    const withVisit = { visit: { ...VISIT, jti: "retry-1" }, scored: attemptOf(1, looking("odd")).withoutVisit };
    const retry = { withVisit, idempotency: { scope: "retry", fingerprint: "retry", pepperEpoch: "e1" } };
    const settled: PolicyRule = { ...ruleOf("odd", "challenge"), settledBy: ["proof_of_work"] };
    expect(answerTo(at(NOW_MS), again(challenge.id, retry), policyOf([settled])).verdict).toBe("allow");
  });

  it.each<[string, readonly ChallengeKind[], Partial<SaleDefinition>, readonly ChallengeKind[]]>([
    ["the deployment", ["shop_otp", "proof_of_work"], {}, ["shop_otp"]],
    ["the sale", CHALLENGE_KINDS, { challengeKinds: ["turnstile", "proof_of_work"] }, ["turnstile"]],
    ["nobody", ["shop_otp", "turnstile"], {}, ["shop_otp", "turnstile"]],
  ])("is settled in the ways that %s leaves of the rule's", (_, challengeKinds, definition, kinds) => {
    const { store, at } = saleInMemory(definition);
    const { challenge } = answerTo(at(NOW_MS), attemptOf(1, { ...looking("odd"), challengeKinds }));
    expect(challenge.kinds).toEqual(kinds);
    expect(store.findChallenge(challenge.id)?.kinds).toEqual(kinds);
  });

  it("is none, and a review, in a sale that takes no proof which would settle it", () => {
    const { at } = saleInMemory({ challengeKinds: ["proof_of_work"] });
    const answer = answerTo(at(NOW_MS), attemptOf(1, { ...looking("odd"), challengeKinds: CHALLENGE_KINDS }));
    expect(answer).toMatchObject({ verdict: "review", buyer: { code: "in_review", next: "wait_for_shop" } });
    expect(answer.challenge).toBeUndefined();
  });

  it("stays settled for whoever found nothing free", () => {
    const { store, at, challenge } = challenged();
    settleChallenge(at(NOW_MS), { shop: SALE.shop, challengeId: challenge.id, kind: "shop_otp" });
    store.writeStock({ received: 10, free: 0, held: 0, returning: 0, sold: 10, withdrawn: 0 });
    expect(answerTo(at(NOW_MS), again(challenge.id)).allocation.status).toBe("sold_out");
    expect(store.findChallenge(challenge.id)?.state).toBe("settled");
  });
});

describe("a staff approval", () => {
  it("skips the rules that it names, for its account and in its time", () => {
    const { store, at } = saleInMemory();
    store.writeExemption("e1.account-1", { rule: "queue", expiresAtMs: NOW_MS + 1 });
    expect(answerTo(at(NOW_MS), attemptOf(1, looking("queue"))).verdict).toBe("allow");
    expect(answerTo(at(NOW_MS), attemptOf(2, looking("queue"))).verdict).toBe("review");
    const late = { ...looking("queue"), idempotency: { scope: "late", fingerprint: "late", pepperEpoch: "e1" } };
    expect(answerTo(at(NOW_MS + 1), attemptOf(3, late)).verdict).toBe("review");
  });
});
