import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, type Seen, saleStub } from "./support/deployment.ts";
import { decided, holdUnit, newSale, redeem } from "./support/shopping.ts";
import { somebody } from "./support/somebody.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
afterAll(() => {
  vi.unstubAllGlobals();
});

async function post(path: string, fields: { readonly [name: string]: string }): Promise<Seen> {
  const headers = { Origin: "https://firsthand.test", "Content-Type": "application/x-www-form-urlencoded" };
  return await callAs("ana", path, { body: new URLSearchParams(fields).toString(), headers });
}

const find = (kind: string, value: string, more: object = {}) => post("/console/find", { kind, value, ...more });

/** A person whose checkout is in the archive. */
async function known() {
  const person = somebody();
  const saleId = await newSale();
  const { decisionId } = await decided(saleId, person);
  await saleStub(saleId).exportAll();
  return { person, saleId, decisionId, pagePath: `/console/decisions/${decisionId}` };
}

const addressFields = ({
  shippingAddress: { lines, city, postalCode, country, name },
}: ReturnType<typeof somebody>) => ({
  kind: "address",
  lines: lines.join("\n"),
  city,
  postalCode,
  country,
  name,
});

describe("finding a checkout", () => {
  it.each<[string, (person: ReturnType<typeof somebody>) => string]>([
    ["account", ({ account }) => account.id],
    ["email", ({ account }) => account.email.toUpperCase()],
    ["phone", ({ account }) => account.phone],
    ["device", ({ device }) => device.id],
    ["payment", ({ payment }) => `${payment.method}:${payment.fingerprint}`],
  ])("goes by what a person calls their %s", async (kind, named) => {
    const { person, pagePath } = await known();
    const seen = await find(kind, named(person));
    expect(seen.status).toBe(200);
    expect(seen.text).toContain(`href="${pagePath}"`);
  });

  it("goes by the delivery address in another spelling", async () => {
    const { person, pagePath } = await known();
    const fields = addressFields(person);
    const seen = await post("/console/find", { ...fields, lines: fields.lines.toUpperCase(), country: "in" });
    expect(seen.text).toContain(`href="${pagePath}"`);
  });

  it("shows nobody else's", async () => {
    const { pagePath } = await known();
    const seen = await find("email", somebody().account.email);
    expect(seen.text).toContain("No checkout that is still kept came with this.");
    expect(seen.text).not.toContain(pagePath);
  });

  it("leads to the page of a decision, and of an order", async () => {
    const { decisionId, pagePath } = await known();
    expect((await find("decision", ` ${decisionId} `)).headers.get("location")).toBe(pagePath);
    const saleId = await newSale({ opensAt: new Date(Date.now() - 1000).toISOString() });
    const orderId = `order ${saleId}`;
    await redeem((await holdUnit(saleId, 1)).token, orderId);
    const led = (await find("order", orderId)).headers.get("location") ?? "";
    expect(new URL(led, "https://firsthand.test").pathname).toBe(`/console/sales/${saleId}/orders`);
    expect(new URL(led, "https://firsthand.test").searchParams.get("order")).toBe(orderId);
  });

  it.each<[string, () => Promise<Seen>, number, string]>([
    ["what is no mailbox", () => find("email", "nobody"), 400, "cannot be read as email"],
    ["what is no id of a decision", () => find("decision", "17"), 400, "must be an id such as"],
    ["an order that no sale has", () => find("order", "no-such-order"), 404, "order"],
    ["a kind that is none", () => find("name", "Ada"), 400, "not of its kind"],
    [
      "a country that is none",
      () => post("/console/find", { ...addressFields(somebody()), country: "QQ" }),
      400,
      "ISO 3166",
    ],
    [
      "an address without a door",
      () => post("/console/find", { kind: "address", lines: "Hill", country: "IN" }),
      400,
      "no door",
    ],
  ])("of %s says what is wrong", async (_, asked, status, words) => {
    const seen = await asked();
    expect([seen.status, seen.text]).toEqual([status, expect.stringContaining(words)]);
  });
});

describe("a decision in the console", () => {
  it("leads to all checkouts of its account, within the times that are asked for", async () => {
    const { pagePath } = await known();
    const [href = ""] = /\/console\/decisions\?account=[^"]+/.exec((await callAs("ana", pagePath)).text) ?? [];
    expect((await callAs("ana", href)).text).toContain(`href="${pagePath}"`);
    expect((await callAs("ana", `${href}&to=2020-01-01T00:00`)).text).toContain("No decision matches");
    expect((await callAs("ana", `${href}&from=2020-01-01T00:00&to=never`)).text).toContain(`href="${pagePath}"`);
  });

  it("is labelled by staff who decide about checkouts, and shows what was said", async () => {
    const { pagePath } = await known();
    expect((await callAs("ana", pagePath)).text).toContain("Nothing is known yet.");
    const labelled = await post(`${pagePath}/label`, { outcome: "confirmed_scalper", pressKey: crypto.randomUUID() });
    expect([labelled.status, labelled.headers.get("location")]).toEqual([303, pagePath]);
    expect((await callAs("ana", pagePath)).text).toMatch(/A scalper, .*said by staff/);
    expect((await callAs("dee", pagePath)).text).not.toContain(`${pagePath}/label`);
    expect((await post(`${pagePath}/label`, { outcome: "paid", pressKey: crypto.randomUUID() })).status).toBe(400);
  });
});
