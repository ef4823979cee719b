import { beforeAll, describe, expect, it } from "vitest";
import { OWN_SPACES, pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";
import { KEPT_AS_IT_IS } from "../../../src/wire/text.ts";
import { call, migrateDatabase, shopKey, slugOf } from "../support/deployment.ts";
import { takeApart } from "../support/forge.ts";
import { holdUnit, newSale, visitTo } from "../support/shopping.ts";
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
