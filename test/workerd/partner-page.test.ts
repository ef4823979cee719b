import { beforeAll, describe, expect, it } from "vitest";
import { visitTokenClaims } from "../../src/domain/tokens/visit-token.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase } from "./support/deployment.ts";
import { takeApart } from "./support/forge.ts";
import { decided, decisionOf, newSale, visitTo } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const OURS = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
const partner = (id: string, change: object = {}) => ({
  id,
  legalName: `<b>Partner</b> ${id}`,
  hosts: [`${id}.example`],
  validFrom: "2026-01-01",
  linkCode: `go-${id}`,
  ...change,
});

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
  const partners = [
    partner("store-1", {
      phone: "+91 22 4000 1000",
      places: [
        { placeId: "fort", name: "Store <Fort>", postalCode: "400001", lat: 18.93, lon: 72.83, hours: "10 to 8" },
      ],
    }),
    partner("ended", { validFrom: "2020-01-01", validTo: "2020-12-31" }),
    partner("unlinked", { linkCode: undefined }),
  ];
  const put = { method: "PUT", body: JSON.parse(JSON.stringify(partners)), headers: OURS };
  expect((await callAs("dee", "/v1/resellers/authorized", put)).status).toBe(200);
});

const open = (path: string) => call(path, { method: "GET", shop: undefined, key: "" });

describe("the page of a partner", () => {
  it("says that it is authorized, and leads to the shops of running sales with its code", async () => {
    const saleId = await newSale({ title: "Phones & more" });
    await newSale({ title: "Over", opensAt: "2026-01-01T00:00:00Z", closesAt: "2026-01-02T00:00:00Z" });
    const { status, text } = await open("/p/go-store-1");
    expect(status).toBe(200);
    expect(text).toContain("&lt;b&gt;Partner&lt;/b&gt; store-1");
    expect(text).toContain("Phones &amp; more");
    expect(text).toContain('href="https://shop-a.example/?partner=go-store-1"');
    expect(text).toContain(`/sales/${saleId}`);
    expect(text).not.toContain("Over<");
    expect(text).toContain("Store &lt;Fort&gt;, 400001. Open 10 to 8");
    expect(text).toContain("Telephone +91 22 4000 1000");
  });

  it.each([
    ["nobody", "/p/go-nowhere"],
    ["a partner whose authorization is over", "/p/go-ended"],
    ["a partner by its id", "/p/unlinked"],
    ["text that is no code", `/p/${encodeURIComponent("go' OR 1=1--")}`],
    ["a text too long", `/p/${"a".repeat(4000)}`],
  ])("is 404 of %s", async (_, path) => {
    const { status, text } = await open(path);
    expect([status, text.includes("No authorized partner has this address.")]).toEqual([404, true]);
  });
});

describe("a visit by way of a partner", () => {
  const led = { partner: "go-store-1" };
  const statedIn = async (saleId: string, body: object) => {
    const { decisionId } = await decided(saleId, body);
    return (await decisionOf(decisionId)).partnerId;
  };

  it("names it, and a checkout cannot name another", async () => {
    const saleId = await newSale();
    const visitToken = await visitTo(saleId, led);
    expect(visitTokenClaims.parse(JSON.parse(takeApart(visitToken).payload)).partner).toBe("store-1");
    expect(await statedIn(saleId, { ...checkoutOf(1), visitToken, partnerId: "store-2" })).toBe("store-1");
  });

  it.each([
    ["a code that nobody has", { partner: "go-nowhere" }],
    ["one of a partner whose authorization is over", { partner: "go-ended" }],
    ["a partner's id", { partner: "store-1" }],
    ["none", {}],
  ])("names nobody with %s, and the shop says whose buyer it is", async (_, body) => {
    const saleId = await newSale();
    const visitToken = await visitTo(saleId, body);
    expect(await statedIn(saleId, { ...checkoutOf(1), visitToken, partnerId: "store-2" })).toBe("store-2");
  });

  it("that was altered names nobody", async () => {
    const saleId = await newSale();
    const visitToken = (await visitTo(saleId, led)).replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    expect(await statedIn(saleId, { ...checkoutOf(1), visitToken })).toBeUndefined();
  });

  it("is refused where the code is no text", async () => {
    const saleId = await newSale();
    const path = `/v1/sales/${saleId}/visits`;
    expect((await call(path, { body: { partner: 7 }, shop: undefined, key: "" })).status).toBe(400);
  });
});
