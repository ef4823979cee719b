import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub, slugOf } from "./support/deployment.ts";
import { checkout, holdUnit, ledgerOf, newSale, putSale, redeem } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const get = (path: string, shop: "shop-a" | "shop-b" | undefined = "shop-a") =>
  call(path, { method: "GET", key: "", shop });
const stock = (saleId: string, body: object) => call(`/v1/sales/${saleId}/stock`, { body });

describe("PUT /v1/sales/{saleId}", () => {
  it("answers the sale, with what the request left out filled in", async () => {
    const saleId = await newSale();
    const { limits: _limits, holdTtlSeconds: _ttl, acceptedPayments: _payments, ...least } = SALE;
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", body: least });
    expect(put.status).toBe(200);
    expect(put.json).toMatchObject({
      saleId,
      title: SALE.title,
      sku: SALE.sku,
      mode: "flash",
      phase: "open",
      units: 10,
      price: SALE.price,
      opensAt: "2026-01-01T00:00:00.000Z",
      limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
      holdTtlSeconds: 300,
      acceptedPayments: ["card", "upi", "netbanking", "wallet"],
      addressLocked: true,
      clientSignals: "optional",
      holderProof: "none",
      stock: "available",
    });
  });

  describe("in a series", () => {
    const { units: _, ...terms } = SALE;
    const sale = {
      ...terms,
      timeZone: "Asia/Kolkata",
      opensAt: "2035-11-02T06:30:00Z",
      closesAt: "2035-11-02T10:30:00Z",
    };
    const series = (body: object, options: object = {}, campaignId = `friday-${crypto.randomUUID()}`) =>
      call(`/v1/campaigns/${campaignId}/sales`, {
        body: { sale, every: "P7D", units: [10, 10, 15], ...body },
        ...options,
      });

    it("is one of as many as units were named, each a week later, and the same again under the same key", async () => {
      const [campaignId, key] = [`friday-${crypto.randomUUID()}`, crypto.randomUUID()];
      const made = await series({}, { key }, campaignId);
      expect(made.json).toMatchObject({
        sales: [
          { saleId: `${campaignId}-1`, campaignId, units: 10, opensAt: "2035-11-02T06:30:00.000Z" },
          { saleId: `${campaignId}-2`, campaignId, units: 10, opensAt: "2035-11-09T06:30:00.000Z" },
          { saleId: `${campaignId}-3`, campaignId, units: 15, opensAt: "2035-11-16T06:30:00.000Z" },
        ],
      });
      expect((await get(`/v1/sales/${campaignId}-3`)).json).toMatchObject({ opensAt: "2035-11-16T06:30:00.000Z" });
      const again = await series({}, { key }, campaignId);
      expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([made.text, "true"]);
      expect(slugOf(await series({ units: [1] }, { key }, campaignId))).toBe("idempotency-key-reused");
      const other = await series({}, { shop: "shop-b" }, campaignId);
      expect([slugOf(other), other.json.detail]).toEqual(["sale-id-taken", expect.stringContaining(`${campaignId}-1`)]);
    });

    it.each<[string, object, string]>([
      ["of none", { units: [] }, "/units"],
      ["of a thousand", { units: Array.from({ length: 1000 }, () => 1) }, "/units"],
      ["in which one has nothing to sell", { units: [10, 0] }, "/units/1"],
      ["at an interval that is none", { every: "P1W" }, "/every"],
      ["at the same moment", { every: "P0D" }, "/every"],
      ["that overlap", { sale: { ...sale, closesAt: "2035-11-09T06:30:01Z" } }, "/every"],
      ["whose terms are wrong", { sale: { ...sale, mode: "draw" } }, "/sale/registration"],
      ["whose sales name another campaign", { sale: { ...sale, campaignId: "other" } }, "/sale/campaignId"],
    ])("is not one %s", async (_, body, pointer) => {
      const seen = await series(body);
      expect([seen.status, seen.json.errors]).toMatchObject([
        400,
        expect.arrayContaining([expect.objectContaining({ pointer })]),
      ]);
    });

    it("needs a name that its sales can have", async () => {
      for (const campaignId of ["Friday", "f".repeat(62)]) {
        expect(slugOf(await series({}, {}, campaignId))).toBe("request-invalid");
      }
    });
  });

  it("keeps campaignId and shipBy", async () => {
    const saleId = await newSale();
    const body = { ...SALE, campaignId: "diwali", shipBy: "2036-02-01T00:00:00Z" };
    expect((await call(`/v1/sales/${saleId}`, { method: "PUT", body })).json).toMatchObject({
      campaignId: "diwali",
      shipBy: "2036-02-01T00:00:00Z",
    });
  });

  it("is 409 sale-id-taken for another shop, which learns nothing of the sale", async () => {
    const saleId = await newSale({ title: "A secret title" });
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", shop: "shop-b", body: SALE });
    expect([put.status, slugOf(put)]).toEqual([409, "sale-id-taken"]);
    expect(put.text).not.toContain("secret");
  });

  it.each([
    ["units", { units: 11 }],
    ["sku", { sku: "MI4" }],
    ["price", { price: { amountMinor: 1, currency: "INR" } }],
    ["opensAt", { opensAt: "2025-01-01T00:00:00Z" }],
    ["limits/perAccount", { limits: { ...SALE.limits, perAccount: 2 } }],
    ["limits/perDevice", { limits: { ...SALE.limits, perDevice: 2 } }],
    ["limits/perHousehold", { limits: { ...SALE.limits, perHousehold: 3 } }],
    ["limits/perPayment", { limits: { ...SALE.limits, perPayment: 3 } }],
  ])("is 409 sale-field-fixed for %s of an open sale, and changes nothing", async (field, change) => {
    const saleId = await newSale();
    const before = (await get(`/v1/sales/${saleId}/ledger`)).text;
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, ...change } });
    expect([put.status, slugOf(put)]).toEqual([409, "sale-field-fixed"]);
    expect(put.json.errors).toEqual([{ pointer: `/${field}`, detail: "is fixed" }]);
    expect((await get(`/v1/sales/${saleId}/ledger`)).text).toBe(before);
  });

  it("is listed as it is now, also where an old call comes again", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const put = (title: string, more: object = {}) =>
      call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, title }, ...more });
    await put("First", { key });
    await put("Second");
    expect((await put("First", { key })).json).toMatchObject({ title: "First" });
    const listed = await env.DB.prepare("SELECT title FROM sale WHERE sale_id = ?").bind(saleId).first("title");
    expect(listed).toBe("Second");
  });

  it("tightens limits and renames an open sale", async () => {
    const saleId = await newSale();
    const change = { title: "Third flash sale", limits: { ...SALE.limits, perHousehold: 1 } };
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, ...change } });
    expect(put.json).toMatchObject(change);
  });

  it("loosens limits and moves the opening before it opens", async () => {
    const saleId = await newSale({ opensAt: inHours(1), closesAt: inHours(2) });
    const change = { limits: { ...SALE.limits, perAccount: 5 }, opensAt: inHours(0.5), closesAt: inHours(3) };
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, ...change } });
    expect(put.json).toMatchObject({ ...change, phase: "scheduled" });
  });

  it("is 400 for a mode that there is not", async () => {
    const put = await call("/v1/sales/other-mode", { method: "PUT", body: { ...SALE, mode: "auction" } });
    expect([put.status, slugOf(put)]).toEqual([400, "request-invalid"]);
    expect(slugOf(await get("/v1/sales/other-mode"))).toBe("sale-unknown");
  });

  it.each([
    ["an unknown mode", { mode: "raffle" }, "/mode"],
    ["an unknown field", { colour: "red" }, "/colour"],
    ["units as text", { units: "10" }, "/units"],
    ["negative units", { units: -1 }, "/units"],
    ["half a unit", { units: 1.5 }, "/units"],
    ["more units than may be", { units: 10_000_001 }, "/units"],
    ["a closing before the opening", { closesAt: "2025-01-01T00:00:00Z" }, "/closesAt"],
    ["a time without its offset", { opensAt: "2026-01-01T00:00:00" }, "/opensAt"],
    ["a day that is none", { opensAt: "2026-02-30T00:00:00Z" }, "/opensAt"],
    ["a price in no currency", { price: { amountMinor: 1, currency: "rupees" } }, "/price/currency"],
    ["an unknown limit", { limits: { perPlanet: 1 } }, "/limits/perPlanet"],
    ["no payments", { acceptedPayments: [] }, "/acceptedPayments"],
    ["a hold of a moment", { holdTtlSeconds: 4 }, "/holdTtlSeconds"],
    ["a hold of weeks", { holdTtlSeconds: 259_201 }, "/holdTtlSeconds"],
    ["an empty title", { title: "" }, "/title"],
  ])("is 400 request-invalid for %s, and says where", async (_, change, pointer) => {
    const put = await call("/v1/sales/invalid", { method: "PUT", body: { ...SALE, ...change } });
    expect([put.status, slugOf(put)]).toEqual([400, "request-invalid"]);
    expect(put.json.errors).toMatchObject([{ pointer }]);
  });

  it.each(["-a", "A", "a_b", "ä", "a".repeat(64), "a%00b", "..%2fa"])("is 400 for the id %s", async (saleId) => {
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", body: SALE });
    expect([put.status, slugOf(put)]).toEqual([400, "request-invalid"]);
  });

  it("takes an id of 63 characters", async () => {
    await putSale("a".repeat(63));
  });
});

describe("GET /v1/sales/{saleId}", () => {
  it("tells the public no figure of the stock and nothing of the shop", async () => {
    const saleId = await newSale({ title: "Public title" });
    const askedAtMs = Date.now();
    const seen = await get(`/v1/sales/${saleId}`, undefined);
    expect(seen.status).toBe(200);
    expect(seen.json).toMatchObject({ saleId, title: "Public title", phase: "open", stock: "available" });
    expect(seen.json.serverTimeMs).toBeGreaterThanOrEqual(askedAtMs);
    expect(seen.json.serverTimeMs).toBeLessThanOrEqual(Date.now());
    for (const secret of ["units", "sku", "shop", "received", "free"]) expect(seen.json).not.toHaveProperty(secret);
    expect(seen.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("knows the phases scheduled, closed and sold_out, and low stock", async () => {
    const scheduled = await newSale({ opensAt: inHours(1), closesAt: inHours(2) });
    const closed = await newSale({ opensAt: inHours(-2), closesAt: inHours(-1) });
    const empty = await newSale({ units: 0 });
    expect((await get(`/v1/sales/${scheduled}`)).json).toMatchObject({ phase: "scheduled", stock: "available" });
    expect((await get(`/v1/sales/${closed}`)).json).toMatchObject({ phase: "closed" });
    expect((await get(`/v1/sales/${empty}`)).json).toMatchObject({ phase: "sold_out", stock: "none" });
    const low = await newSale({ units: 20, limits: { perAccount: 19 } });
    await checkout(low, { ...checkoutOf(1), device: undefined, quantity: 19, fulfilment: PICKUP, ...NO_ADDRESS });
    expect((await get(`/v1/sales/${low}`)).json).toMatchObject({ phase: "open", stock: "low" });
  });
});

const PICKUP = { kind: "pickup", partnerId: "p_1" };
const NO_ADDRESS = { shippingAddress: undefined, payment: { method: "upi" } };

describe("stock", () => {
  it("adds units and withdraws free ones, and reports what it could not take", async () => {
    const saleId = await newSale();
    expect((await stock(saleId, { add: 5 })).json).toMatchObject({
      received: 15,
      free: 15,
      withdrawn: 0,
      shortfall: 0,
    });
    const { token } = await holdUnit(saleId, 1);
    await holdUnit(saleId, 2);
    await redeem(token);
    expect((await stock(saleId, { withdraw: 20 })).json).toEqual({
      received: 15,
      free: 0,
      held: 1,
      returning: 0,
      sold: 1,
      withdrawn: 13,
      shortfall: 7,
    });
  });

  it.each([
    {},
    { add: 0 },
    { add: -1 },
    { add: 1.5 },
    { add: "1" },
    { add: 1, withdraw: 1 },
    { add: 1e9 },
    { remove: 1 },
  ])("is 400 for %j, and moves nothing", async (body) => {
    const saleId = await newSale();
    expect(slugOf(await stock(saleId, body))).toBe("request-invalid");
    expect(await ledgerOf(saleId)).toMatchObject({ received: 10, free: 10 });
  });

  it("moves units once under one key", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await call(`/v1/sales/${saleId}/stock`, { body: { add: 5 }, key });
    const second = await call(`/v1/sales/${saleId}/stock`, { body: { add: 5 }, key });
    expect(second.text).toBe(first.text);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(await ledgerOf(saleId)).toMatchObject({ received: 15 });
  });
});

describe("pause and resume", () => {
  it("refuse and admit checkouts, while a hold can still be paid", async () => {
    const saleId = await newSale();
    const { token } = await holdUnit(saleId);
    expect((await call(`/v1/sales/${saleId}/pause`, { body: {} })).json).toMatchObject({ phase: "paused" });
    const refused = await checkout(saleId, checkoutOf(2));
    expect([refused.status, slugOf(refused), refused.json.phase]).toEqual([409, "sale-not-open", "paused"]);
    expect((await redeem(token)).status).toBe(200);
    expect((await call(`/v1/sales/${saleId}/resume`, { body: {} })).json).toMatchObject({ phase: "open" });
    expect((await checkout(saleId, checkoutOf(2))).status).toBe(200);
  });

  it("tell buyers why, until the sale goes on, and take no reason that is none", async () => {
    const saleId = await newSale();
    const seen = async () => (await call(`/v1/sales/${saleId}`, { method: "GET", key: "", shop: undefined })).json;
    const reason = "We count the stock. It goes on at noon.";
    expect((await call(`/v1/sales/${saleId}/pause`, { body: { reason } })).json).toMatchObject({ pauseReason: reason });
    expect(await seen()).toMatchObject({ phase: "paused", pauseReason: reason });
    for (const wrong of ["", "x".repeat(257), 7]) {
      const refused = await call(`/v1/sales/${saleId}/pause`, { body: { reason: wrong } });
      expect(refused.json.errors).toMatchObject([{ pointer: "/reason" }]);
    }
    await call(`/v1/sales/${saleId}/resume`, { body: {} });
    expect(await seen()).not.toHaveProperty("pauseReason");
  });
});

describe("a ledger", () => {
  it("always adds up, and counts verdicts", async () => {
    const saleId = await newSale();
    const { token } = await holdUnit(saleId, 1);
    await holdUnit(saleId, 2);
    await redeem(token);
    await checkout(saleId, { ...checkoutOf(3), payment: { method: "cash" } });
    expect(await ledgerOf(saleId)).toEqual({
      received: 10,
      free: 8,
      held: 1,
      returning: 0,
      sold: 1,
      withdrawn: 0,
      attempts: 3,
      lostRecords: 0,
      unwrittenAttempts: 0,
      verdicts: { allow: 2, challenge: 0, review: 0, deny: 1 },
    });
  });
});

describe("a sale that is not there", () => {
  const unknown = "never-made";
  const bodies: readonly [string, string, unknown][] = [
    ["GET", "", undefined],
    ["GET", "/ledger", undefined],
    ["POST", "/visits", {}],
    ["POST", "/stock", { add: 1 }],
    ["POST", "/pause", {}],
    ["POST", "/resume", {}],
    ["POST", "/checkouts", checkoutOf(1)],
    ["POST", "/challenges/chl_never-made_01ARZ3NDEKTSV4RRFFQ69G5FAV", { kind: "shop_otp" }],
  ];

  it.each(bodies)("is 404 sale-unknown for %s %s", async (method, path, body) => {
    const seen = await call(`/v1/sales/${unknown}${path}`, { method, body, key: method === "GET" ? "" : "k" });
    expect([seen.status, slugOf(seen)]).toEqual([404, "sale-unknown"]);
  });

  it("gets nothing written by being asked for", async () => {
    for (const [method, path, body] of bodies) await call(`/v1/sales/${unknown}${path}`, { method, body });
    const tables = await runInDurableObject(saleStub(unknown), (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
    );
    expect(tables).toEqual([]);
    const alarm = await runInDurableObject(saleStub(unknown), (_, { storage }) => storage.getAlarm());
    expect(alarm).toBe(null);
  });

  it.each(["%00", "%E0%A4%A", "NO-ID", "a%2Fb", "-", "😀"])(
    "is no different for what can be no id: %s",
    async (saleId) => {
      for (const [method, path, body] of bodies) {
        const seen = await call(`/v1/sales/${saleId}${path}`, { method, body });
        expect([404, 405], `${method} ${path}: ${seen.text}`).toContain(seen.status);
      }
    },
  );

  it("makes no object for what can be no id, however long it is", async () => {
    const before = (await listDurableObjectIds(env.SALE)).length;
    for (const [method, path, body] of bodies) await call(`/v1/sales/${"a".repeat(3000)}${path}`, { method, body });
    expect((await listDurableObjectIds(env.SALE)).length).toBe(before);
  });
});

describe("a sale of another shop", () => {
  /** What differs between two answers to the same call by its nature. */
  const withoutInstance = (text: string) => text.replace(/"instance":"[^"]*"/, "");

  it.each([
    ["GET", "/ledger", undefined],
    ["POST", "/stock", { add: 1 }],
    ["POST", "/pause", {}],
    ["POST", "/resume", {}],
    ["POST", "/checkouts", checkoutOf(1)],
    ["POST", "/challenges/chl_SALE_01ARZ3NDEKTSV4RRFFQ69G5FAV", { kind: "shop_otp" }],
  ])("answers %s %s as an unknown one, and nothing happens to it", async (method, path, body) => {
    const saleId = await newSale();
    const unknown = `sale-${crypto.randomUUID()}`;
    const before = await ledgerOf(saleId);
    const foreign = await call(`/v1/sales/${saleId}${path.replace("SALE", saleId)}`, { method, body, shop: "shop-b" });
    const absent = await call(`/v1/sales/${unknown}${path.replace("SALE", unknown)}`, { method, body, shop: "shop-b" });
    expect([foreign.status, withoutInstance(foreign.text)]).toEqual([absent.status, withoutInstance(absent.text)]);
    expect(slugOf(foreign)).toBe("sale-unknown");
    expect(await ledgerOf(saleId)).toEqual(before);
  });

  it("answers by-id calls as for unknown ids", async () => {
    const saleId = await newSale();
    const { token, holdId, decisionId } = await holdUnit(saleId);
    const shop = "shop-b" as const;
    expect(slugOf(await call(`/v1/decisions/${decisionId}`, { method: "GET", shop }))).toBe("decision-unknown");
    expect(slugOf(await call("/v1/tokens/redeem", { body: { token, orderId: "o" }, shop }))).toBe("token-rejected");
    expect(slugOf(await call("/v1/tokens/release", { body: { token, reason: "cancelled" }, shop }))).toBe(
      "token-rejected",
    );
    expect(slugOf(await call("/v1/tokens/release", { body: { holdId, reason: "cancelled" }, shop }))).toBe(
      "hold-unknown",
    );
    expect((await redeem(token)).status).toBe(200);
  });
});
