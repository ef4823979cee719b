import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { nearestPartnersAnswer } from "../../src/resellers/wire/nearest-partners.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase } from "./support/deployment.ts";
import { checkout, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const OURS = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
/** South of the General Post Office of Mumbai, each some 11 km from the one before. */
const store = (nth: number, change: object = {}) => ({
  id: `south-${nth}`,
  legalName: `South ${nth}`,
  hosts: [`south-${nth}.example`],
  validFrom: "2026-01-01",
  places: [{ placeId: "one", name: `Store ${nth}`, postalCode: "400001", lat: 18.95 - nth / 10, lon: 72.81 }],
  ...change,
});

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
  const partners = [
    ...Array.from({ length: 7 }, (_, nth) => store(nth)),
    store(0, { id: "ended", hosts: ["ended.example"], validFrom: "2020-01-01", validTo: "2020-12-31" }),
    store(0, { id: "abroad", hosts: ["abroad.example"], regions: ["ID"] }),
  ];
  const put = { method: "PUT", body: partners, headers: OURS };
  expect((await callAs("dee", "/v1/resellers/authorized", put)).status).toBe(200);
});

const ask = (saleId: string, query: string) =>
  call(`/v1/sales/${saleId}/partners?${query}`, { method: "GET", shop: undefined, key: "" });
async function asked(saleId: string, query: string) {
  const { status, json } = await ask(saleId, query);
  expect(status).toBe(200);
  const { locatedBy, partners } = nearestPartnersAnswer.parse(json);
  return { locatedBy, stores: partners.map(({ partnerId, distanceKm, stock }) => [partnerId, distanceKm, stock]) };
}

describe("the stores nearest to a buyer", () => {
  it("are five with their distance, by a postal code, another that begins like it, or a rounded point", async () => {
    const saleId = await newSale({ units: 10 });
    const stores = [0, 1, 2, 3, 4].map((nth) => [`south-${nth}`, Math.round(nth * 111.195) / 10, "available"]);
    expect(await asked(saleId, "postalCode=400%20001&country=in")).toEqual({ locatedBy: "code", stores });
    expect((await asked(saleId, "postalCode=400999&country=IN")).locatedBy).toBe("prefix");
    const nearby = await asked(saleId, "near=18.95,72.81");
    expect(nearby.locatedBy).toBe("point");
    // Whoever says a point says no country.
    expect(nearby.stores.map(([id]) => id)).toEqual(["abroad", "south-0", "south-1", "south-2", "south-3"]);
  });

  it("say what is left for who collects there, and those with nothing give way", async () => {
    const saleId = await newSale({ units: 30 });
    const pools = [
      { partnerId: "south-0", units: 1 },
      { partnerId: "south-1", units: 20 },
    ];
    const body = { pooling: "strict", pools };
    expect((await call(`/v1/sales/${saleId}/pools`, { method: "PUT", body })).status).toBe(200);
    await checkout(saleId, { ...checkoutOf(1), partnerId: "south-0" });
    const { stores } = await asked(saleId, "postalCode=400001&country=IN");
    expect(stores.map(([id, , stock]) => `${id} ${stock}`)).toEqual(
      ["south-1", "south-2", "south-3", "south-4", "south-5"].map((id) => `${id} available`),
    );
    const { text } = await ask(saleId, "postalCode=400001&country=IN");
    expect(text).not.toMatch(/"(free|units|received)"/);
  });

  it("are told with nothing left where there is nothing anywhere near", async () => {
    const saleId = await newSale({ units: 1 });
    await checkout(saleId, checkoutOf(1));
    const { stores } = await asked(saleId, "postalCode=400001&country=IN");
    expect(new Set(stores.map(([, , stock]) => stock))).toEqual(new Set(["none"]));
    expect(stores).toHaveLength(5);
  });

  it.each([
    ["a third decimal", "near=18.951,72.81", "?near"],
    ["a third decimal of the other", "near=18.95,72.8150", "?near"],
    ["a point off the earth", "near=95.00,72.81", "?near"],
    ["no point", "near=here", "?near"],
    ["exponents", "near=1e1,72.81", "?near"],
    ["an empty point", "near=", "?near"],
    ["a point and a code", "near=18.95,72.81&postalCode=400001", "?near"],
    ["nothing", "", "?postalCode"],
    ["a code without a country", "postalCode=400001", "?country"],
    ["a country without a table", "postalCode=10110&country=TH", "?country"],
    ["a file in place of a country", "postalCode=400001&country=../x", "?country"],
    ["a code of nowhere", "postalCode=999999&country=IN", "?postalCode"],
    ["words", `postalCode=${encodeURIComponent("<b>'--")}&country=IN`, "?postalCode"],
    ["a code without end", `postalCode=${"4".repeat(2000)}&country=IN`, "?postalCode"],
  ])("are refused with %s, by what is wrong", async (_, query, pointer) => {
    const saleId = await newSale();
    const { status, json } = await ask(saleId, query);
    expect(status).toBe(400);
    expect(z.array(z.object({ pointer: z.string() })).parse(json.errors)).toEqual([
      expect.objectContaining({ pointer }),
    ]);
  });

  it("are 404 of a sale that nobody knows", async () => {
    expect((await ask("never-was", "near=18.95,72.81")).status).toBe(404);
  });
});
