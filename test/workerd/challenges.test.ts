import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { settleChallengeAnswer } from "../../src/wire/checkout.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, type Seen, saleStub, slugOf } from "./support/deployment.ts";
import { olderVisit, takeApart } from "./support/forge.ts";
import { answerOf, checkout, decided, decisionOf, ledgerOf, moveClock, newSale, visitTo } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const BUYER = checkoutOf(1);

/** A sale that challenges its buyer, and the challenge. */
async function challenged(body: object = {}) {
  const saleId = await newSale({ clientSignals: "required" });
  const { challenge } = await decided(saleId, { ...BUYER, ...body });
  if (challenge === undefined) throw new TypeError("The sale did not challenge.");
  return { saleId, ...challenge };
}

function settle(saleId: string, id: string, options: { key?: string; shop?: "shop-b" } = {}): Promise<Seen> {
  return call(`/v1/sales/${saleId}/challenges/${id}`, { body: { kind: "shop_otp" }, ...options });
}

const tokensOf = (settled: Seen) => settleChallengeAnswer.parse(settled.json);

describe("a settled challenge", () => {
  it("lets the buyer's next checkout hold a unit, and says so in the record", async () => {
    const beganAtMs = Date.now();
    const { saleId, id, expiresAt } = await challenged();
    expect(Date.parse(expiresAt)).toBeGreaterThanOrEqual(beganAtMs + 600_000);
    const { challengeToken } = tokensOf(await settle(saleId, id));
    const answer = await decided(saleId, { ...BUYER, challengeToken });
    expect([answer.verdict, answer.allocation.status]).toEqual(["allow", "held"]);
    expect(await decisionOf(answer.decisionId)).toMatchObject({ challengeSettled: true });
  });

  it("gives a retry of the visit that had been shown", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    const visitToken = await olderVisit(await visitTo(saleId), 30_000);
    const { challenge } = await decided(saleId, { ...BUYER, visitToken });
    const tokens = tokensOf(await settle(saleId, challenge?.id ?? ""));
    const visit = JSON.parse(takeApart(visitToken).payload);
    const retry = JSON.parse(takeApart(tokens.retryVisitToken ?? "").payload);
    expect(retry).toEqual({ ...visit, jti: expect.any(String), retries: 1, chain: expect.any(Object) });
    expect(retry.jti).not.toBe(visit.jti);
    const next = { ...BUYER, challengeToken: tokens.challengeToken, visitToken: tokens.retryVisitToken };
    expect((await decided(saleId, next)).allocation.status).toBe("held");
  });

  it("counts once: a second unit needs a second challenge", async () => {
    const { saleId, id } = await challenged();
    const { challengeToken } = tokensOf(await settle(saleId, id));
    const first = await decided(saleId, { ...BUYER, challengeToken });
    if (first.allocation.status === "held") {
      await call("/v1/tokens/release", { body: { holdId: first.allocation.holdId, reason: "cancelled" } });
    }
    expect((await decided(saleId, { ...BUYER, challengeToken })).verdict).toBe("challenge");
    expect(slugOf(await settle(saleId, id))).toBe("challenge-unknown");
  });

  it("counts once among thirty checkouts at the same time", async () => {
    const saleId = await newSale({ clientSignals: "required", limits: { perAccount: 50, perDevice: 50 } });
    const { challenge } = await decided(saleId, BUYER);
    const { challengeToken } = tokensOf(await settle(saleId, challenge?.id ?? ""));
    const { shippingAddress: _address, ...order } = BUYER;
    const body = {
      ...order,
      payment: { method: "upi" },
      fulfilment: { kind: "pickup", partnerId: "p" },
      challengeToken,
    };
    const answers = await Promise.all(Array.from({ length: 30 }, () => decided(saleId, body)));
    expect(answers.filter(({ allocation }) => allocation.status === "held")).toHaveLength(1);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1 });
  });

  it.each([
    ["account", { account: checkoutOf(2).account }],
    ["device", { device: checkoutOf(2).device }],
  ])("is worth nothing to another %s", async (_, change) => {
    const { saleId, id } = await challenged();
    const { challengeToken } = tokensOf(await settle(saleId, id));
    expect((await decided(saleId, { ...BUYER, ...change, challengeToken })).verdict).toBe("challenge");
    expect((await decided(saleId, { ...BUYER, challengeToken })).verdict).toBe("allow");
  });

  it("is worth nothing at another sale", async () => {
    const { saleId, id } = await challenged();
    const { challengeToken } = tokensOf(await settle(saleId, id));
    const other = await newSale({ clientSignals: "required" });
    expect((await decided(other, { ...BUYER, challengeToken })).verdict).toBe("challenge");
  });

  it("never lifts a denial", async () => {
    const { saleId, id } = await challenged();
    const { challengeToken } = tokensOf(await settle(saleId, id));
    const answer = await decided(saleId, { ...BUYER, challengeToken, payment: { method: "cash" } });
    expect(answer.verdict).toBe("deny");
    expect((await decided(saleId, { ...BUYER, challengeToken })).verdict).toBe("allow");
  });

  it("is worth nothing after an hour", async () => {
    const { saleId, id } = await challenged();
    const { challengeToken } = tokensOf(await settle(saleId, id));
    await moveClock(saleId, 3_600_001);
    expect((await decided(saleId, { ...BUYER, challengeToken })).verdict).toBe("challenge");
  });
});

describe("settling a challenge", () => {
  it("again under the same key gives the same bytes", async () => {
    const { saleId, id } = await challenged();
    const key = crypto.randomUUID();
    const first = await settle(saleId, id, { key });
    await evictDurableObject(saleStub(saleId));
    const second = await settle(saleId, id, { key });
    expect([second.text, second.headers.get("idempotent-replayed")]).toEqual([first.text, "true"]);
  });

  it("is 404 after ten minutes", async () => {
    const { saleId, id } = await challenged();
    await moveClock(saleId, 600_001);
    const seen = await settle(saleId, id);
    expect([seen.status, slugOf(seen)]).toEqual([404, "challenge-unknown"]);
  });

  it("is 404 for an id of another sale, of another kind of record, and for text that is no id", async () => {
    const { saleId, id } = await challenged();
    const other = await newSale();
    for (const unknown of [id.replace("chl_", "dec_"), "x", `${id}0`, id.toLowerCase()]) {
      expect(slugOf(await settle(saleId, unknown)), unknown).toBe("challenge-unknown");
    }
    expect(slugOf(await settle(other, id))).toBe("challenge-unknown");
  });

  it("is not for another shop", async () => {
    const { saleId, id } = await challenged();
    expect(slugOf(await settle(saleId, id, { shop: "shop-b" }))).toBe("sale-unknown");
    expect((await settle(saleId, id)).status).toBe(200);
  });

  it("takes only a kind that can settle it", async () => {
    const { saleId, id } = await challenged();
    const seen = await call(`/v1/sales/${saleId}/challenges/${id}`, { body: { kind: "captcha" } });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
  });
});

describe("a challenge that nobody settled", () => {
  it("lets nothing through, even with its id in a token's place", async () => {
    const { saleId, id } = await challenged();
    const seen = await checkout(saleId, { ...BUYER, challengeToken: id });
    expect(answerOf(seen).verdict).toBe("challenge");
  });
});
