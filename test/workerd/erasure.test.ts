import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { erasureAnswer } from "../../src/wire/erasure.ts";
import { placedOrder } from "../../src/wire/order.ts";
import { checkoutOf, SALE as saleBody } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { callWith } from "./support/call-with.ts";
import { call, migrateDatabase, type ShopName, saleStub, shopKey, slugOf } from "./support/deployment.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import { answerOf, checkout, decided, holdUnit, ledgerOf, moveClock, newSale, redeem } from "./support/shopping.ts";
import { somebody, tracesOf } from "./support/somebody.ts";
import { callAs } from "./support/staff.ts";

beforeAll(migrateDatabase);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const emailOf = (person: { account: { email: string } }) => ({ kind: "email", value: person.account.email });

async function erase(body: object, shop: ShopName = "shop-a") {
  const seen = await call("/v1/erasures", { body, shop });
  return erasureAnswer.parse(seen.json);
}

async function closingSale(closesInMs = HOUR_MS): Promise<string> {
  return await newSale({ closesAt: new Date(Date.now() + closesInMs).toISOString() });
}

async function runAfterClose(saleId: string): Promise<void> {
  await moveClock(saleId, 2 * HOUR_MS);
  await runDurableObjectAlarm(saleStub(saleId));
}

/** A row of a sale in its table, or on the way there. */
const stored = (saleId: string, table: string) => expect.stringMatching(new RegExp(`^${saleId} (redo|${table})$`));

async function auditOf(saleId: string): Promise<unknown> {
  return (await call(`/v1/sales/${saleId}/ledger/audit`, { method: "GET", key: "" })).json.differences;
}

describe("somebody who asks to be forgotten", () => {
  it("may name a telephone number without its country's code, and hears what is missing where nothing says the country", async () => {
    const body = { kind: "phone", value: "098123 45678" };
    const unread = await call("/v1/erasures", { body, shop: "shop-a" });
    expect([unread.status, unread.json.errors]).toEqual([
      400,
      [
        {
          pointer: "/value",
          detail:
            "cannot be read as phone: begin with the country's code, as in +91 98765 43210, or name the country in phoneCountry",
        },
      ],
    ]);
    expect(await erase({ ...body, phoneCountry: "IN" })).toMatchObject({ sales: 0 });
  });

  it.each([
    ["with its country's code", (national: string) => ({ value: `+91 ${national}` })],
    ["as it was typed, beside its country", (national: string) => ({ value: `0${national}`, phoneCountry: "IN" })],
  ])("is found by a telephone number that only the sale's country made readable, %s", async (_, asked) => {
    const saleId = await newSale({ phoneCountry: "IN" });
    const pickUp = { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId: "p_1" } };
    const { account, ...order } = somebody();
    const phone = account.phone.slice("+91".length);
    const { decisionId } = await decided(saleId, { ...order, ...pickUp, account: { ...account, phone } });
    expect(await erase({ kind: "phone", ...asked(phone) })).toMatchObject({ sales: 1 });
    expect((await call(`/v1/decisions/${decisionId}`, { method: "GET" })).status).toBe(404);
  });

  it.each([
    ["that is none", "123-45", "123 45"],
    ["without its country", "098123 45678", "(098123) 45678"],
  ])("is found by the text of a telephone %s, as the checkout knows it", async (_, phone, value) => {
    const saleId = await newSale();
    const pickUp = { shippingAddress: undefined, fulfilment: { kind: "pickup", partnerId: "p_1" } };
    const { account, ...order } = somebody();
    const { decisionId } = await decided(saleId, { ...order, ...pickUp, account: { ...account, phone } });
    expect(await erase({ kind: "phone", value })).toMatchObject({ sales: 1 });
    expect((await call(`/v1/decisions/${decisionId}`, { method: "GET" })).status).toBe(404);
    expect((await call("/v1/erasures", { body: { kind: "phone", value }, shop: "shop-a" })).status).toBe(400);
  });

  it("leaves nothing behind in a sale that has closed, and its figures stay", async () => {
    const person = somebody();
    const saleId = await closingSale();
    const { token } = await holdUnit(saleId, 1, person);
    await redeem(token);
    await holdUnit(saleId, 2);
    await moveClock(saleId, 2 * HOUR_MS);
    await runDurableObjectAlarm(saleStub(saleId));
    await moveClock(saleId, 3 * HOUR_MS);
    await runDurableObjectAlarm(saleStub(saleId));
    const before = await ledgerOf(saleId);
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toEqual(
      expect.arrayContaining([
        "D1 decision",
        "D1 decision_key",
        "D1 buyer",
        "D1 buyer_purchase",
        stored(saleId, "hold"),
      ]),
    );
    const erased = await erase(emailOf(person));
    expect(erased).toMatchObject({ sales: 1, tombstones: 0 });
    expect(erased.deleted).toBeGreaterThan(5);
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toEqual([]);
    expect(await ledgerOf(saleId)).toEqual(before);
    expect(await auditOf(saleId)).toEqual([]);
  });

  it("leaves what counts in an open sale, cannot buy again, and is gone once the sale has closed", async () => {
    const person = somebody();
    const saleId = await closingSale();
    const { token } = await holdUnit(saleId, 1, person);
    await redeem(token);
    await checkout(saleId, { ...person, quantity: 2 });
    expect(await erase(emailOf(person))).toMatchObject({ sales: 1, tombstones: 1 });
    const places = placesOf(await everyRow([saleId]), tracesOf(person));
    expect(places.sort()).toEqual(
      ["account", "cluster", "hold", "link_member", "tombstone"].map((table) => `${saleId} ${table}`),
    );
    expect(await auditOf(saleId)).toEqual([]);
    const again = answerOf(await checkout(saleId, person));
    expect([again.verdict, again.reasons.map(({ code }) => code)]).toEqual([
      "deny",
      expect.arrayContaining(["LIMIT_ACCOUNT", "LIMIT_DEVICE"]),
    ]);
    await erase(emailOf(person));
    await moveClock(saleId, 2 * HOUR_MS);
    await runDurableObjectAlarm(saleStub(saleId));
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toEqual([]);
    expect(await ledgerOf(saleId)).toMatchObject({ sold: 1 });
    expect(await auditOf(saleId)).toEqual([]);
  });

  it("keeps units and movements of an order, and neither its number, its receipt nor what was written of it", async () => {
    const person = somebody();
    const saleId = await closingSale();
    const { token } = await holdUnit(saleId, 1, person);
    const { receipt } = placedOrder.parse((await redeem(token, "ord_erased")).json.order);
    const body = { by: "shop", reason: "Ann rang us up.", units: "withdraw" };
    await call(`/v1/sales/${saleId}/orders/ord_erased/cancel`, { body });
    await erase(emailOf(person));
    await moveClock(saleId, 2 * HOUR_MS);
    await runDurableObjectAlarm(saleStub(saleId));
    const places = placesOf(await everyRow([saleId]), ["ord_erased", receipt, "Ann rang"]);
    // Replies are kept for a day, so that a repeat of a call gets the same bytes.
    expect(places).toEqual([`${saleId} reply`]);
    expect(await ledgerOf(saleId)).toMatchObject({ sold: 0, withdrawn: 1 });
    expect(await auditOf(saleId)).toEqual([]);
  });

  it("leaves counts alone in an open sale in which nothing is held, and nothing once it has closed", async () => {
    const person = somebody();
    const saleId = await closingSale();
    await checkout(saleId, { ...person, quantity: 5 });
    expect(await erase(emailOf(person))).toMatchObject({ sales: 1, tombstones: 1 });
    const places = placesOf(await everyRow([saleId]), tracesOf(person));
    expect(places.sort()).toEqual(["account", "link_member", "tombstone"].map((table) => `${saleId} ${table}`));
    await runAfterClose(saleId);
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toEqual([]);
  });

  it("is found under an older epoch, and in every sale", async () => {
    const person = somebody();
    const older = { PEPPERS: JSON.stringify(JSON.parse(env.PEPPERS).toReversed()) };
    const closesAt = new Date(Date.now() + HOUR_MS).toISOString();
    const [oldSale, newOne] = [`old-${crypto.randomUUID()}`, await newSale({ closesAt })];
    const body = JSON.stringify({ ...saleBody, closesAt, title: "An older sale" });
    const headers = {
      Authorization: `Bearer ${shopKey()}`,
      "Content-Type": "application/json",
      "Idempotency-Key": "k",
    };
    expect((await callWith(older, `/v1/sales/${oldSale}`, { method: "PUT", headers, body })).status).toBe(200);
    for (const saleId of [oldSale, newOne]) await checkout(saleId, { ...person, quantity: 5 });
    const places = placesOf(await everyRow([oldSale, newOne]), tracesOf(person));
    for (const each of [oldSale, newOne]) expect(places).toContainEqual(stored(each, "link_member"));
    expect(await erase(emailOf(person))).toMatchObject({ sales: 2 });
    for (const saleId of [oldSale, newOne]) await runAfterClose(saleId);
    expect(placesOf(await everyRow([oldSale, newOne]), tracesOf(person))).toEqual([]);
  });

  it("takes nobody along who shares a device", async () => {
    const [person, other] = [somebody(), somebody()];
    const saleId = await closingSale();
    await checkout(saleId, { ...person, quantity: 5 });
    const kept = await decided(saleId, { ...other, device: person.device, quantity: 5 });
    await erase({ kind: "account", value: person.account.id });
    expect(placesOf(await everyRow([saleId]), [kept.decisionId])).toEqual(
      expect.arrayContaining(["D1 decision", `${saleId} attempt`]),
    );
    await runAfterClose(saleId);
    const [account = ""] = tracesOf(person);
    expect(account).toMatch(/^test1\./);
    expect(placesOf(await everyRow([saleId]), [account])).toEqual([]);
  });

  it("does not come back with others of the same cluster", async () => {
    const person = somebody();
    const saleId = await closingSale();
    const comeOnTheSameDevice = () => checkout(saleId, { ...somebody(), device: person.device, quantity: 5 });
    await checkout(saleId, { ...person, quantity: 5 });
    await comeOnTheSameDevice();
    await comeOnTheSameDevice();
    const [account = ""] = tracesOf(person);
    expect(placesOf(await everyRow([saleId]), [account])).toContainEqual(stored(saleId, "cluster"));
    await erase({ kind: "account", value: person.account.id });
    await comeOnTheSameDevice();
    await runAfterClose(saleId);
    expect(placesOf(await everyRow([saleId]), [account])).toEqual([]);
  });
});

describe("a call to forget", () => {
  it("by another shop changes nothing", async () => {
    const person = somebody();
    const saleId = await newSale();
    await checkout(saleId, { ...person, quantity: 5 });
    expect(await erase(emailOf(person), "shop-b")).toMatchObject({ sales: 0, deleted: 0 });
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toContainEqual(stored(saleId, "link_member"));
  });

  it("by staff reaches every shop, and says who asked and not whom", async () => {
    serveCertificates();
    const person = somebody();
    const saleId = await closingSale();
    await checkout(saleId, { ...person, quantity: 5 });
    const body = { ...emailOf(person), why: "Ticket 4711" };
    expect((await callAs("ana", "/v1/erasures", { body, key: crypto.randomUUID() })).status).toBe(403);
    const seen = await callAs("ben", "/v1/erasures", { body, key: crypto.randomUUID() });
    const { erasureId, sales, deleted } = erasureAnswer.parse(seen.json);
    expect(sales).toBe(1);
    const row = await env.DB.prepare("SELECT * FROM erasure WHERE erasure_id = ?").bind(erasureId).first();
    await runAfterClose(saleId);
    expect(row).toMatchObject({ source: "staff/person-ben", why: "Ticket 4711", kind: "email", sales: 1, deleted });
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toEqual([]);
  });

  it.each([
    { kind: "email", value: "nobody" },
    { kind: "phone", value: "12" },
    { kind: "payment", value: "pf_1" },
  ])("with $kind $value is refused, and nothing is written", async (body) => {
    const seen = await call("/v1/erasures", { body });
    expect([seen.status, slugOf(seen)]).toEqual([400, "request-invalid"]);
  });
});

describe("a sale that closed long ago", () => {
  it("forgets everybody after 180 days, and its figures stay", async () => {
    const person = somebody();
    const saleId = await closingSale();
    const { token } = await holdUnit(saleId, 1, person);
    await redeem(token);
    await decided(saleId, { ...checkoutOf(3), quantity: 5 });
    await runDurableObjectAlarm(saleStub(saleId));
    await moveClock(saleId, HOUR_MS + 180 * DAY_MS - 1000);
    await runDurableObjectAlarm(saleStub(saleId));
    expect(placesOf(await everyRow([saleId]), tracesOf(person))).toContainEqual(stored(saleId, "link_member"));
    await moveClock(saleId, HOUR_MS + 180 * DAY_MS + 1000);
    await runDurableObjectAlarm(saleStub(saleId));
    const own = new Map([...(await everyRow([saleId]))].filter(([place]) => place.startsWith(saleId)));
    expect(placesOf(own, tracesOf(person))).toEqual([]);
    expect(placesOf(own, ["test1."])).toEqual([]);
    expect(await ledgerOf(saleId)).toMatchObject({ sold: 1, attempts: 2 });
    expect(await auditOf(saleId)).toEqual([]);
  });
});
