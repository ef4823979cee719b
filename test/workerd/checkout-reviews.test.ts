import { env, runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { checkoutReview, reviewsAnswer } from "../../src/wire/checkout-review.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { REVIEWING_RULE, reviewPolicyFiles } from "../support/review-policy.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, type Seen, saleStub, slugOf } from "./support/deployment.ts";
import { type CheckoutAnswer, decided, decisionOf, ledgerOf, moveClock, newSale, putSale } from "./support/shopping.ts";
import { callAs, STAFF } from "./support/staff.ts";

const REASON = "Two sisters share a tablet, and both showed their papers.";
const WIDE = { units: 100, limits: { perAccount: 1, perDevice: 9, perHousehold: 9, perPayment: 9 } };
const MINUTE_MS = 60_000;

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  const body = { files: reviewPolicyFiles(), why: "a rule that asks people", breakGlass: true };
  expect((await callAs("ana", "/v1/rules/publish", { body })).json.status).toBe("live");
});

const onOneTablet = (buyer: number) => ({ ...checkoutOf(buyer), channel: "store", device: { id: "tablet" } });

type Reviewed = { readonly saleId: string; readonly decisionId: string; readonly answer: CheckoutAnswer };

/** A sale in which the second buyer's checkout waits for a person. */
async function inReview(change: object = {}): Promise<Reviewed> {
  const saleId = await newSale({ ...WIDE, ...change });
  expect((await decided(saleId, onOneTablet(1))).verdict).toBe("allow");
  const answer = await decided(saleId, onOneTablet(2));
  expect([answer.verdict, answer.allocation.status, answer.buyer.code]).toEqual(["review", "none", "in_review"]);
  await runDurableObjectAlarm(saleStub(saleId));
  return { saleId, decisionId: answer.decisionId, answer };
}

function dispose(
  decisionId: string,
  transition: string,
  more: object = {},
  who: keyof typeof STAFF = "ana",
): Promise<Seen> {
  return callAs(who, `/v1/reviews/${decisionId}/dispositions`, { body: { transition, reason: REASON, ...more } });
}

async function waiting(saleId: string) {
  return reviewsAnswer.parse((await callAs("dee", `/v1/reviews?sale=${saleId}`)).json).reviews;
}

describe("a checkout in review", () => {
  it("waits in the queue with its reasons and what an approval would skip", async () => {
    const { saleId, decisionId } = await inReview();
    const listed = await waiting(saleId);
    expect(listed).toMatchObject([
      {
        decisionId,
        saleId,
        shop: "shop-a",
        exemptable: [REVIEWING_RULE],
        allowed: ["approve", "deny"],
        reasons: [{ code: "DEVICE_SHARED", rule: REVIEWING_RULE }],
      },
    ]);
    expect(checkoutReview.parse((await callAs("dee", `/v1/reviews/${decisionId}`)).json)).toEqual(listed[0]);
  });

  it("holds nothing, before and after an approval", async () => {
    const { saleId, decisionId } = await inReview();
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, free: 99 });
    await dispose(decisionId, "approve");
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, free: 99 });
  });
});

describe("approve", () => {
  it("lets the next checkout under a new key skip the rules that asked, and tells the buyer to order again", async () => {
    const { saleId, decisionId } = await inReview();
    const approved = checkoutReview.parse((await dispose(decisionId, "approve")).json);
    expect(approved).toMatchObject({
      allowed: [],
      resolution: { status: "approved", rules: [REVIEWING_RULE], expiresAt: expect.any(String) },
      reviewer: STAFF.ana.email,
      reviewReason: REASON,
    });
    expect(await decisionOf(decisionId)).toMatchObject({
      verdict: "review",
      resolution: approved.resolution,
      buyer: { code: "in_review", next: "try_again" },
    });
    const again = await decided(saleId, onOneTablet(2));
    expect([again.verdict, again.allocation.status]).toEqual(["allow", "held"]);
    expect((await decisionOf(again.decisionId)).exemptRules).toEqual([REVIEWING_RULE]);
    expect(await waiting(saleId)).toEqual([]);
  });

  it("replays the first answer under the first key, whatever a person said since", async () => {
    const saleId = await newSale(WIDE);
    await decided(saleId, onOneTablet(1));
    const options = { body: onOneTablet(2), key: "first" };
    const first = await call(`/v1/sales/${saleId}/checkouts`, options);
    await dispose(String(first.json.decisionId), "approve");
    expect((await call(`/v1/sales/${saleId}/checkouts`, options)).text).toBe(first.text);
  });

  it("lifts no limit of the sale and counts for nobody else", async () => {
    const { saleId, decisionId } = await inReview({ limits: { ...WIDE.limits, perDevice: 2 } });
    await dispose(decisionId, "approve");
    expect((await decided(saleId, onOneTablet(3))).verdict).toBe("review");
    expect((await decided(saleId, onOneTablet(2))).verdict).toBe("allow");
    expect((await decided(saleId, onOneTablet(2))).reasons[0]?.code).toBe("LIMIT_ACCOUNT");
    expect((await decided(saleId, onOneTablet(3))).reasons[0]?.code).toBe("LIMIT_DEVICE");
  });

  it("ends after an hour", async () => {
    const { saleId, decisionId } = await inReview({ holdTtlSeconds: 7200 });
    await dispose(decisionId, "approve");
    await moveClock(saleId, 61 * MINUTE_MS);
    expect((await decided(saleId, onOneTablet(2))).verdict).toBe("review");
  });

  it("names only what brought the checkout into review", async () => {
    const { decisionId } = await inReview();
    const seen = await dispose(decisionId, "approve", { rules: ["payment.instrument-farm"] });
    expect([slugOf(seen), seen.json.errors]).toMatchObject(["request-invalid", [{ pointer: "/rules" }]]);
    expect((await decisionOf(decisionId)).resolution).toBe(undefined);
  });

  it("is refused where the sale is over, and leaves nothing behind", async () => {
    const { saleId, decisionId } = await inReview();
    await putSale(saleId, { ...WIDE, closesAt: new Date(Date.now() - 1000).toISOString() });
    expect(slugOf(await dispose(decisionId, "approve"))).toBe("sale-not-open");
    expect((await decisionOf(decisionId)).resolution).toBe(undefined);
  });

  it("may be sent again where the sale had not heard of it", async () => {
    const { saleId, decisionId } = await inReview();
    await dispose(decisionId, "approve");
    await env.DB.prepare("UPDATE checkout_review SET expires_at_ms = NULL WHERE decision_id = ?")
      .bind(decisionId)
      .run();
    expect(await waiting(saleId)).toMatchObject([
      { decisionId, allowed: ["approve"], resolution: { status: "approved" } },
    ]);
    expect(slugOf(await dispose(decisionId, "deny"))).toBe("transition-not-allowed");
    expect((await dispose(decisionId, "approve", {}, "ben")).json).toMatchObject({
      reviewer: STAFF.ana.email,
      allowed: [],
    });
    expect(await waiting(saleId)).toEqual([]);
  });
});

describe("deny", () => {
  it("leaves the checkout as it is, and tells the buyer what every refused one hears", async () => {
    const { saleId, decisionId } = await inReview();
    expect((await dispose(decisionId, "deny")).json).toMatchObject({ resolution: { status: "denied", rules: [] } });
    expect(await decisionOf(decisionId)).toMatchObject({ buyer: { code: "not_available", next: "contact_shop" } });
    expect((await decided(saleId, onOneTablet(2))).verdict).toBe("review");
  });
});

describe("a disposition of a checkout", () => {
  it("is made once, even by two people at once, and stands in the history that is one chain", async () => {
    const { decisionId } = await inReview();
    const seen = await Promise.all([dispose(decisionId, "approve"), dispose(decisionId, "deny", {}, "ben")]);
    expect(seen.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(seen.map(slugOf)).toContain("transition-not-allowed");
    const { results } = await env.DB.prepare("SELECT body FROM case_event WHERE case_id = ?").bind(decisionId).all();
    expect(results.map(({ body }) => JSON.parse(String(body)))).toMatchObject([{ kind: "reviewed", reason: REASON }]);
    expect((await callAs("ana", "/v1/cases/audit")).json).not.toHaveProperty("fault");
  });

  it.each<[string, string, object, string]>([
    ["no reason", "approve", { reason: " " }, "request-invalid"],
    ["a transition of another kind of case", "confirm", {}, "request-invalid"],
    ["an unknown field", "deny", { until: "tomorrow" }, "request-invalid"],
    ["rules where nothing is skipped", "deny", { rules: [REVIEWING_RULE] }, "request-invalid"],
  ])("refuses %s", async (_, transition, more, slug) => {
    const { decisionId } = await inReview();
    expect(slugOf(await dispose(decisionId, transition, more))).toBe(slug);
  });

  it("is for trust and admin; brand may look", async () => {
    const { decisionId } = await inReview();
    expect(slugOf(await dispose(decisionId, "approve", {}, "dee"))).toBe("forbidden");
    expect((await callAs("dee", `/v1/reviews/${decisionId}`)).status).toBe(200);
    expect(slugOf(await call(`/v1/reviews/${decisionId}`, { method: "GET", shop: undefined }))).toBe("forbidden");
  });

  it("knows no checkout that was not in review, or is not there", async () => {
    const { decisionId } = await decided(await newSale(WIDE), onOneTablet(1));
    const unknown = [
      [decisionId, "review-unknown"],
      ["dec_none_01J0000000000000000000000A", "decision-unknown"],
      ["case_01", "decision-unknown"],
    ] as const;
    for (const [id, slug] of unknown) {
      expect(slugOf(await callAs("ana", `/v1/reviews/${id}`))).toBe(slug);
      expect(slugOf(await dispose(id, "approve"))).toBe(slug);
    }
  });
});

it("pages through what waits, the longest wait first, and leaves out sales that are over", async () => {
  const saleId = await newSale(WIDE);
  for (let buyer = 1; buyer <= 28; buyer++) await decided(saleId, onOneTablet(buyer));
  await runDurableObjectAlarm(saleStub(saleId));
  const page = async (after: string) =>
    reviewsAnswer.parse((await callAs("ana", `/v1/reviews?sale=${saleId}&after=${after}`)).json);
  const first = await page("");
  const second = await page(first.next ?? "");
  expect([first.reviews.length, second.reviews.length, second.next]).toEqual([25, 2, undefined]);
  const times = [...first.reviews, ...second.reviews].map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
  await putSale(saleId, { ...WIDE, closesAt: new Date(Date.now() - 1000).toISOString() });
  expect(await waiting(saleId)).toEqual([]);
});
