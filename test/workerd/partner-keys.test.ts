import { env } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { ordersAnswer, placedOrder } from "../../src/wire/order.ts";
import { ownPoolAnswer, partnerAnswer } from "../../src/wire/partner.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, type Seen, slugOf } from "./support/deployment.ts";
import { newPartnerKey, OURS, partnerOf, putPartners, sendPartnerForm } from "./support/partners.ts";
import { holdUnit, newSale, redeem } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const STAY = ["north", "south", "rotating", "over"];

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
  await putPartners([...STAY, "gone"].map((id) => partnerOf(id)));
});

const by = (key: string) => ({ shop: undefined, headers: { Authorization: `Bearer ${key}` } });
const get = (key: string, path: string): Promise<Seen> => call(path, { ...by(key), method: "GET", key: "" });
const refusalOf = (seen: Seen) => [seen.status, slugOf(seen)];

const DEPOSIT = { amountMinor: 100_000, currency: "INR" };
const REST = { amountMinor: 1_299_900, currency: "INR" };

async function bookedAt(partnerId: string, orderId: string) {
  const saleId = await newSale({ deposit: DEPOSIT, collectWithinDays: 10 });
  const pickup = { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId } };
  const { token } = await holdUnit(saleId, 1, pickup);
  const sold = await redeem(token, orderId, { paid: DEPOSIT });
  return { saleId, code: placedOrder.parse(sold.json.order).collect?.code ?? "" };
}

describe("the key of a partner", () => {
  it("is shown once, kept as a hash, and tells whose it is", async () => {
    const key = await newPartnerKey("north");
    const { json } = await get(key, "/v1/partner");
    expect(partnerAnswer.parse(json)).toMatchObject({ partnerId: "north", name: "Partner north" });
    const page = await (await callAs("dee", "/console/resellers/partners/north", { method: "GET" })).text;
    expect(page).not.toContain(key);
    const rows = await env.DB.prepare("SELECT * FROM partner_key").all();
    expect(JSON.stringify(rows.results)).not.toContain(key.slice("fh_pk_".length));
    const actions = await env.DB.prepare(
      "SELECT action, partner, reason FROM staff_action WHERE partner = 'north'",
    ).all();
    expect(actions.results).toEqual([{ action: "make-partner-key", partner: "north", reason: "A new tablet." }]);
  });

  it("ends with its partner, also where another has the same id later", async () => {
    const key = await newPartnerKey("gone");
    const put = (ids: readonly string[]) => putPartners(ids.map((id) => partnerOf(id)));
    expect((await get(key, "/v1/partner")).status).toBe(200);
    await put(STAY);
    await put([...STAY, "gone"]);
    const { results } = await env.DB.prepare(
      "SELECT ended_at_ms > 0 AS ended FROM partner_key WHERE partner_id = 'gone'",
    ).all();
    expect(results).toEqual([{ ended: 1 }]);
  });

  it("lists and hands over what is collected at its own place, and no more", async () => {
    const [north, south] = [await newPartnerKey("north"), await newPartnerKey("south")];
    const { saleId, code } = await bookedAt("north", "ord-1");
    const collect = (key: string, body: object, tryKey = crypto.randomUUID()) =>
      call(`/v1/sales/${saleId}/orders/ord-1/collect`, { ...by(key), body, key: tryKey });
    const ordersOf = async (key: string) => {
      const { json } = await get(key, `/v1/sales/${saleId}/orders?partnerId=north`);
      return ordersAnswer.parse(json).orders;
    };
    expect(await ordersOf(north)).toMatchObject([{ orderId: "ord-1", state: "booked", balance: REST }]);
    expect(JSON.stringify(await ordersOf(north))).not.toContain(code);
    expect(await ordersOf(south)).toEqual([]);

    const elsewhere = await collect(south, { code, paid: REST });
    expect(refusalOf(elsewhere)).toEqual([409, "wrong-place"]);
    expect(elsewhere.text).toContain("north");
    const lies = await collect(south, { code, paid: REST, partnerId: "north" });
    expect(refusalOf(lies)).toEqual([409, "wrong-place"]);
    expect(refusalOf(await collect(north, { code }))).toEqual([409, "balance-due"]);
    const done = await collect(north, { code, paid: REST }, "hand-over-1");
    expect([done.status, done.json.state]).toEqual([200, "collected"]);
    const again = await collect(north, { code, paid: REST }, "hand-over-1");
    expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([done.text, "true"]);
    expect(refusalOf(await collect(north, { code, paid: REST }))).toEqual([409, "order-collected"]);
    // Of an order that waits elsewhere it learns where, and not how it stands.
    expect(refusalOf(await collect(south, { code }))).toEqual([409, "wrong-place"]);
  });

  it("tells no order that is sent, or that there is none", async () => {
    const key = await newPartnerKey("south");
    const saleId = await newSale();
    const { token } = await holdUnit(saleId, 1);
    await redeem(token, "sent-1");
    for (const orderId of ["sent-1", "never"]) {
      const seen = await call(`/v1/sales/${saleId}/orders/${orderId}/collect`, {
        ...by(key),
        body: { code: "000000" },
      });
      expect(refusalOf(seen)).toEqual([404, "order-unknown"]);
    }
  });

  it("has five wrong codes looked at, and then not the right one", async () => {
    const [key] = [await newPartnerKey("rotating")];
    const { saleId, code } = await bookedAt("rotating", "ord-2");
    const wrong = code === "000000" ? "000001" : "000000";
    const attempts = Array.from({ length: 5 }, () => wrong);
    for (const each of [...attempts, code]) {
      const body = { code: each, paid: REST };
      const seen = await call(`/v1/sales/${saleId}/orders/ord-2/collect`, { ...by(key), body });
      expect(refusalOf(seen)).toEqual([409, "code-rejected"]);
    }
  });

  it("sees the figures of its own units, and of common ones a word", async () => {
    const key = await newPartnerKey("over");
    const saleId = await newSale({ units: 10 });
    const poolOf = async () => ownPoolAnswer.parse((await get(key, `/v1/sales/${saleId}/pool`)).json);
    expect(await poolOf()).toEqual({ stock: "available" });
    const pools = [{ partnerId: "over", units: 4 }];
    await call(`/v1/sales/${saleId}/pools`, { method: "PUT", body: { pooling: "strict", pools } });
    await holdUnit(saleId, 1, { partnerId: "over" });
    expect(await poolOf()).toMatchObject({ stock: "available", pool: { received: 4, free: 3, held: 1 } });
    expect(refusalOf(await get(key, "/v1/sales/never-was/pool"))).toEqual([404, "sale-unknown"]);
  });

  it("opens no call of a shop or of the staff", async () => {
    const key = await newPartnerKey("over");
    const saleId = await newSale();
    for (const path of [`/v1/sales/${saleId}/ledger`, "/v1/rules", `/v1/sales/${saleId}/ledger/audit`]) {
      expect([401, 403]).toContain((await get(key, path)).status);
    }
    for (const step of ["ready", "dispatch", "cancel"]) {
      const seen = await call(`/v1/sales/${saleId}/orders/x/${step}`, { ...by(key), body: {} });
      expect([401, 403]).toContain(seen.status);
    }
  });

  it.each([
    ["none", {}],
    ["one that nobody made", { Authorization: `Bearer fh_pk_${"A".repeat(43)}` }],
    ["a text that is none", { Authorization: "Bearer fh_pk_' OR 1=1--" }],
  ])("is asked for: %s is refused", async (_, headers) => {
    const seen = await call("/v1/partner", { method: "GET", key: "", shop: undefined, headers });
    expect(refusalOf(seen)).toEqual([401, "unauthorized"]);
  });

  it("is not taken from a page of another site", async () => {
    const key = await newPartnerKey("rotating");
    const headers = { Authorization: `Bearer ${key}`, Origin: "https://elsewhere.example" };
    const seen = await call("/v1/partner", { method: "GET", key: "", shop: undefined, headers });
    expect(refusalOf(seen)).toEqual([403, "forbidden"]);
    const ours = { Authorization: `Bearer ${key}`, ...OURS };
    expect((await call("/v1/partner", { method: "GET", key: "", shop: undefined, headers: ours })).status).toBe(200);
  });
});

describe("keys of a partner", () => {
  it("are two at once at most, end one by one, and need a reason", async () => {
    await putPartners([...STAY, "full"].map((id) => partnerOf(id)));
    const [first, second] = [await newPartnerKey("full"), await newPartnerKey("full")];
    expect((await sendPartnerForm("full/keys")).status).toBe(400);
    expect((await sendPartnerForm("full/keys", { why: " " })).status).toBe(400);
    expect((await sendPartnerForm("nobody/keys")).status).toBe(404);
    const hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(first)))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
    expect((await sendPartnerForm(`north/keys/${hash}/end`)).status).toBe(404);
    expect((await sendPartnerForm(`full/keys/${hash}/end`)).status).toBe(303);
    expect((await sendPartnerForm(`full/keys/${hash}/end`)).status).toBe(404);
    expect((await get(first, "/v1/partner")).status).toBe(401);
    expect((await get(second, "/v1/partner")).status).toBe(200);
    expect(await newPartnerKey("full")).toMatch(/^fh_pk_/);
  });

  it("open nothing once the authorization of their partner is over", async () => {
    const ended = partnerOf("ended", { validFrom: "2020-01-01", validTo: "2020-12-31" });
    await putPartners([...[...STAY, "full"].map((id) => partnerOf(id)), ended]);
    expect((await get(await newPartnerKey("ended"), "/v1/partner")).status).toBe(401);
  });
});
