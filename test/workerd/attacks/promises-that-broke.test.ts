import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { OWN_SPACES, pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";
import { KEPT_AS_IT_IS } from "../../../src/domain/text.ts";
import { checkoutOf, SALE } from "../../support/fixtures.ts";
import { call, foldSale, migrateDatabase, saleStub, shopKey, slugOf } from "../support/deployment.ts";
import { accountToken, takeApart } from "../support/forge.ts";
import { checkout, holdUnit, ledgerOf, moveClock, newSale, redeem, release, visitTo } from "../support/shopping.ts";
import { somebody } from "../support/somebody.ts";
import { testConfig } from "../support/test-config.ts";

beforeAll(migrateDatabase);

describe("a shop key in a page", () => {
  it("is refused by siteverify as by every other call, and verifies nothing", async () => {
    const { token } = await holdUnit(await newSale());
    const body = { secret: shopKey(), response: token };
    const fromPage = { body, shop: undefined, key: "", headers: { Origin: "https://shop-a.example" } };
    const seen = await call("/v1/siteverify", fromPage);
    expect([seen.status, slugOf(seen)]).toEqual([403, "shop-key-in-browser"]);
    const fromServer = await call("/v1/siteverify", { ...fromPage, headers: {} });
    expect(fromServer.json).toMatchObject({ success: true });
  });
});

describe("a shop that is called like something of the service", () => {
  it.each(["visit", "visits", "idempotency", "calls", "reseller contacts", "contacts"])(
    "shares no pseudonym with it: %s",
    async (name) => {
      const [pepper] = testConfig().peppers;
      if (pepper === undefined) throw new TypeError("a configuration has a pepper");
      const visit = JSON.parse(takeApart(await visitTo(await newSale(), { deviceId: "dev-1" })).payload);
      const ofShop = pseudonymsFor(name, pepper);
      expect(ofShop("device", "dev-1")).not.toBe(visit.device);
      for (const space of Object.values(OWN_SPACES)) {
        expect(pseudonymsFor(space, pepper)("email", "a@b.example")).not.toBe(ofShop("email", "a@b.example"));
      }
    },
  );

  it("cannot be configured under the name of one of the service's own spaces", () => {
    for (const space of Object.values(OWN_SPACES)) {
      expect(() =>
        testConfig({ SHOPS: JSON.stringify({ [space]: { name: "x", keyHashes: [], hostname: "x.example" } }) }),
      ).toThrow("SHOPS");
    }
  });
});

describe("a page of one shop", () => {
  it("reads no answer about another shop's sale", async () => {
    const saleId = await newSale();
    const allowed = async (origin: string) => {
      const headers = { Origin: origin, "Access-Control-Request-Method": "POST" };
      const seen = await call(`/v1/sales/${saleId}/checkouts`, {
        method: "OPTIONS",
        shop: undefined,
        key: "",
        headers,
      });
      return seen.headers.get("access-control-allow-origin");
    };
    expect(await allowed("https://shop-a.example")).toBe("https://shop-a.example");
    expect(await allowed("https://shop-b.example")).toBe(null);
  });
});

describe("what every answer tells a browser", () => {
  it.each([
    ["an answer", "GET", "/v1/sales/none", 404],
    ["a page", "GET", "/docs", 200],
    ["a file of the service", "GET", "/.well-known/jwks.json", 200],
    ["a staff page", "GET", "/console", 403],
    ["an address that does not exist", "GET", "/nothing", 404],
    ["a preflight", "OPTIONS", "/v1/sales/none", 204],
  ])("is the same on %s: %s %s", async (_, method, path, status) => {
    const seen = await call(path, { method, shop: undefined, key: "" });
    expect(seen.status).toBe(status);
    expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
    expect(seen.headers.get("referrer-policy")).toBe("same-origin");
    expect(seen.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
  });
});

describe("ids that shops choose", () => {
  it("are kept as keyed hashes where they are a person's, and described where they are kept as they are", async () => {
    const saleId = await newSale();
    const registrationId = "somebody@example.com";
    const { decisionId } = await holdUnit(saleId, 1, { registrationId });
    const { text } = await call(`/v1/decisions/${decisionId}`, { method: "GET", key: "" });
    expect(text).toContain('"registrationId":"');
    expect(text).not.toContain(registrationId);
    const openApi = await call("/openapi.json", { method: "GET", shop: undefined, key: "" });
    expect(openApi.text.split(KEPT_AS_IT_IS).length).toBeGreaterThan(3);
  });
});

/** What a sale counts of each account. */
async function countsOf(saleId: string): Promise<unknown> {
  await foldSale(saleId);
  return await runInDurableObject<Rpc.DurableObjectBranded, unknown>(saleStub(saleId), (_, { storage }) => [
    storage.sql.exec("SELECT * FROM account ORDER BY account").toArray(),
    storage.sql.exec("SELECT * FROM link_member ORDER BY link, place, account").toArray(),
    storage.sql.exec("SELECT * FROM cluster ORDER BY account, grade").toArray(),
  ]);
}

describe("whoever has somebody forgotten in the middle of a sale", () => {
  it.each([
    ["by the account that cycled holds", (person: ReturnType<typeof somebody>) => ["account", person.account.id]],
    ["by a device that others used", (person: ReturnType<typeof somebody>) => ["device", person.device.id]],
    ["by a telephone", (person: ReturnType<typeof somebody>) => ["phone", person.account.phone]],
  ] as const)("begins nothing anew, for nobody: %s", async (_, identifierOf) => {
    const saleId = await newSale();
    const person = somebody();
    for (let turn = 0; turn < 2; turn += 1) {
      const { holdId } = await holdUnit(saleId, 1, person);
      await release({ holdId, reason: "payment_failed" });
    }
    await checkout(saleId, { ...somebody(), device: person.device });
    const before = await countsOf(saleId);
    expect(JSON.stringify(before)).toContain('"unpaid_holds":2');
    const [kind, value] = identifierOf(person);
    expect((await call("/v1/erasures", { body: { kind, value } })).json).toMatchObject({ sales: 1 });
    expect(await countsOf(saleId)).toEqual(before);
  });
});

describe("a sale that has closed and forgotten", () => {
  const HOUR_MS = 3_600_000;
  const inMs = (aheadMs: number) => new Date(Date.now() + aheadMs).toISOString();

  it.each([
    ["who asked to be forgotten", 2 * HOUR_MS],
    ["everybody, after 180 days", 181 * 24 * HOUR_MS],
  ])("is not opened again for them: %s", async (_, aheadMs) => {
    const saleId = await newSale({ closesAt: inMs(HOUR_MS) });
    const person = somebody();
    await redeem((await holdUnit(saleId, 1, person)).token);
    await call("/v1/erasures", { body: { kind: "account", value: person.account.id } });
    await runDurableObjectAlarm(saleStub(saleId));
    await moveClock(saleId, aheadMs);
    await runDurableObjectAlarm(saleStub(saleId));
    const before = await ledgerOf(saleId);
    const put = await call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, closesAt: inMs(2 * aheadMs) } });
    expect([put.status, slugOf(put)]).toEqual([409, "sale-field-fixed"]);
    expect(put.json.errors).toEqual([{ pointer: "/closesAt", detail: "is fixed" }]);
    const again = await checkout(saleId, person);
    expect([again.status, slugOf(again)]).toEqual([409, "sale-not-open"]);
    expect(await ledgerOf(saleId)).toEqual(before);
  });
});

describe("an erasure whose answer was lost", () => {
  it("is repeated under its key with the same bytes, and another one under the key is refused", async () => {
    const person = somebody();
    await holdUnit(await newSale(), 1, person);
    const body = { kind: "account", value: person.account.id };
    const key = crypto.randomUUID();
    const first = await call("/v1/erasures", { body, key });
    const again = await call("/v1/erasures", { body, key });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect([first, again].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    const other = await call("/v1/erasures", { body: { ...body, value: "acc_other" }, key });
    expect([other.status, slugOf(other)]).toEqual([422, "idempotency-key-reused"]);
    const foreign = await call("/v1/erasures", { body, key, shop: "shop-b" });
    expect(foreign.headers.get("idempotent-replayed")).toBe(null);
  });
});

describe("a buyer whose answer was lost", () => {
  it("gets the unit that is held by a repeat, with the account token that the page has renewed meanwhile", async () => {
    const saleId = await newSale();
    const { quantity, channel, shippingAddress } = checkoutOf(1);
    const order = { quantity, channel, shippingAddress, payment: { method: "upi" } };
    const key = crypto.randomUUID();
    const buy = async (claims: object, change: object = {}) => {
      const token = await accountToken(claims);
      expect(tokens.has(token)).toBe(false);
      tokens.add(token);
      const body = { ...order, ...change, accountToken: token };
      return await call(`/v1/sales/${saleId}/checkouts`, { body, key, shop: undefined });
    };
    const tokens = new Set<string>();
    const nowSeconds = Math.floor(Date.now() / 1000);
    const first = await buy({ exp: nowSeconds + 100 });
    const again = await buy({ exp: nowSeconds + 200 });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect((await redeem(String(again.json.allowToken))).status).toBe(200);
    const another = await buy({ exp: nowSeconds + 300 }, { quantity: 2 });
    expect([another.status, slugOf(another)]).toEqual([422, "idempotency-key-reused"]);
  });
});
