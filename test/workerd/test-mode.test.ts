import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { TEST_VALUES } from "../../src/domain/test-mode/test-values.ts";
import { openApiDocument } from "../../src/http/openapi.ts";
import { settleChallengeAnswer } from "../../src/wire/checkout.ts";
import { testTable } from "../../src/wire/test-table.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { callWith } from "./support/call-with.ts";
import { call, migrateDatabase, saleStub, shopKey, slugOf } from "./support/deployment.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import { answerOf, checkout, decided, holdUnit, ledgerOf, moveClock, newSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const HOUR_MS = 3_600_000;
/** Of the key `metrics-key`. */
const METRICS = {
  METRICS_KEY_HASHES: JSON.stringify(["65d4b602383661868c37d43f1996ba907872c96a1f2f0e86e3b6f5e35d464066"]),
};
const HOST = "@test.firsthand.example";
const HELD = { verdict: "allow", allocation: { status: "held" }, buyer: { code: "held" } };
const NONE = { allocation: { status: "none" } };
const asked = (kind: string) => ({
  ...NONE,
  verdict: "challenge",
  buyer: { code: "verify" },
  challenge: { kinds: [kind] },
});

/** What each test value is answered with, but for those that answer late or not at all. */
const ANSWERS: { readonly [name: string]: object } = {
  held: HELD,
  "not-available": { ...NONE, verdict: "deny", buyer: { code: "not_available" } },
  "limit-reached": { ...NONE, verdict: "deny", buyer: { code: "limit_reached" } },
  payment: { ...NONE, verdict: "deny", buyer: { code: "payment" } },
  "in-review": { ...NONE, verdict: "review", buyer: { code: "in_review" } },
  "shop-otp": asked("shop_otp"),
  "proof-of-work": asked("proof_of_work"),
  "sold-out": { verdict: "allow", allocation: { status: "sold_out", final: true }, buyer: { code: "sold_out" } },
  "units-may-return": { verdict: "allow", allocation: { status: "sold_out", final: false, retryAfterMs: 5000 } },
  "fewer-left": { verdict: "allow", allocation: { status: "fewer_left", left: 1 }, buyer: { code: "fewer_left" } },
  "hold-expires": HELD,
};
/** What other settings or other answers are needed for. */
const APART = ["turnstile", "slow", "overloaded"];

const named = (name: string, buyer = 1) => ({
  ...checkoutOf(buyer),
  account: { ...checkoutOf(buyer).account, email: `${name}${HOST}` },
});
const newTestSale = (change: object = {}) => newSale({ test: true, ...change });

describe("the table of test values", () => {
  it("is walked here from end to end", () => {
    const walked = [...Object.keys(ANSWERS), ...APART].map((name) => name + HOST);
    expect(new Set(walked)).toEqual(new Set(TEST_VALUES.keys()));
  });

  it("stands in the description of the API", () => {
    const checkout = openApiDocument("https://firsthand.example").paths["/v1/sales/{saleId}/checkouts"]?.post;
    expect(JSON.stringify(checkout)).toContain(JSON.stringify(testTable()).slice(1, -1));
  });

  it("is answered as it says, again and again, whatever terms and signals say", async () => {
    const saleId = await newTestSale({ clientSignals: "required", acceptedPayments: ["card"] });
    for (const [name, answer] of Object.entries(ANSWERS)) {
      expect(await decided(saleId, named(name)), name).toMatchObject(answer);
      expect(await decided(saleId, named(name)), name).toMatchObject(answer);
    }
  });

  it("has challenges that can be settled, and the unit is held then", async () => {
    const saleId = await newTestSale();
    const { challenge } = await decided(saleId, named("shop-otp"));
    const path = `/v1/sales/${saleId}/challenges/${challenge?.id}`;
    const { challengeToken } = settleChallengeAnswer.parse((await call(path, { body: { kind: "shop_otp" } })).json);
    expect(await decided(saleId, { ...named("shop-otp"), challengeToken })).toMatchObject(HELD);
  });

  it("asks for Turnstile where the deployment has it", async () => {
    const saleId = await newTestSale();
    const headers = {
      Authorization: `Bearer ${shopKey()}`,
      "Idempotency-Key": "1",
      "Content-Type": "application/json",
    };
    const init = { method: "POST", headers, body: JSON.stringify(named("turnstile")) };
    const settings = {
      TURNSTILE_SITE_KEY: "1x00000000000000000000AA",
      TURNSTILE_SECRET: "1x0000000000000000000000000000000AA",
    };
    const answer = await (await callWith(settings, `/v1/sales/${saleId}/checkouts`, init)).json();
    expect(answer).toMatchObject(asked("turnstile"));
  });

  it("has a hold that ends before it is paid", async () => {
    const saleId = await newTestSale();
    const { allowToken = "" } = await decided(saleId, named("hold-expires"));
    await moveClock(saleId, 2000);
    expect(slugOf(await redeem(allowToken))).toBe("hold-expired");
  });

  it("has a busy service, which says when to come again and keeps nothing", async () => {
    const saleId = await newTestSale();
    const busy = await checkout(saleId, named("overloaded"));
    expect([busy.status, slugOf(busy)]).toEqual([503, "overloaded"]);
    expect(Number(busy.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 0, held: 0 });
  });

  it("has an answer that comes late, and at once where it is asked for again", async () => {
    const saleId = await newTestSale();
    const key = crypto.randomUUID();
    let isLate = true;
    checkout(saleId, named("slow"), { key }).then(() => {
      isLate = false;
    });
    while ((await ledgerOf(saleId)).held === 0);
    const repeated = await checkout(saleId, named("slow"), { key });
    expect(answerOf(repeated)).toMatchObject(HELD);
    expect([repeated.headers.get("idempotent-replayed"), isLate]).toEqual(["true", true]);
  });
});

describe("a real sale", () => {
  it.each([...TEST_VALUES.keys()])("takes %s for a mailbox like any other", async (email) => {
    const saleId = await newSale();
    const plain = checkoutOf(1);
    const answer = await decided(saleId, { ...plain, account: { ...plain.account, email } });
    expect(answer).toMatchObject({ ...HELD, reasons: [{ code: "VISIT_MISSING" }] });
  });

  it.each([
    ["made a test", {}, { test: true }],
    ["made of a test", { test: true }, {}],
  ])("is never %s", async (_, before, after) => {
    const saleId = await newSale(before);
    const changed = await call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, ...after } });
    expect(slugOf(changed)).toBe("sale-field-fixed");
  });
});

describe("a test sale", () => {
  it("says so to everybody, and has nothing to register for", async () => {
    const saleId = await newTestSale();
    const seen = await call(`/v1/sales/${saleId}`, { method: "GET", key: "", shop: undefined });
    expect(seen.json).toMatchObject({ saleId, test: true });
    const refused = await call(`/v1/sales/${saleId}-2`, {
      method: "PUT",
      body: {
        ...SALE,
        test: true,
        registration: { opensAt: "2025-12-01T00:00:00Z", closesAt: "2026-01-01T00:00:00Z" },
      },
    });
    expect(refused.json.errors).toMatchObject([{ pointer: "/test" }]);
  });

  it("says so where a shop asks whether its token is good, and keeps no outcome", async () => {
    const saleId = await newTestSale();
    const { token, decisionId } = await holdUnit(saleId, 3);
    const body = { secret: shopKey(), response: token };
    expect((await call("/v1/siteverify", { body, shop: undefined })).json).toMatchObject({ success: true, test: true });
    expect((await redeem(token)).json).toMatchObject({ status: "sold", test: true });
    const said = await call(`/v1/decisions/${decisionId}/outcomes`, { body: { outcome: "paid" } });
    expect([said.status, slugOf(said)]).toEqual([404, "decision-unknown"]);
  });

  it("leaves nothing in the archive, in what later sales know of a buyer, and in the figures for alarms", async () => {
    const closesAt = new Date(Date.now() + HOUR_MS).toISOString();
    const [test, real] = [await newTestSale({ closesAt }), await newSale({ closesAt })];
    for (const saleId of [test, real]) {
      await redeem((await holdUnit(saleId, 7)).token);
      await decided(saleId, checkoutOf(7));
    }
    const metrics = await (
      await callWith(METRICS, "/metrics", { headers: { Authorization: "Bearer metrics-key" } })
    ).text();
    expect([metrics.includes(`sale="${real}"`), metrics.includes(`sale="${test}"`)]).toEqual([true, false]);
    for (const saleId of [test, real]) {
      await runDurableObjectAlarm(saleStub(saleId));
      await moveClock(saleId, 2 * HOUR_MS);
      await runDurableObjectAlarm(saleStub(saleId));
      expect(await saleStub(saleId).exportLagMs()).toBeUndefined();
    }
    const rows = await everyRow([]);
    expect(placesOf(rows, [test])).toEqual(["D1 sale"]);
    expect(placesOf(rows, [real])).toEqual(expect.arrayContaining(["D1 sale", "D1 decision", "D1 buyer_sale"]));
  });
});
