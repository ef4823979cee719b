import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub } from "./support/deployment.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import { checkout, decided, holdUnit, ledgerOf, moveClock, newSale, redeem } from "./support/shopping.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

beforeAll(migrateDatabase);

/** @returns what is logged from now on */
async function breakArchive() {
  await env.DB.prepare("ALTER TABLE decision RENAME TO decision_away").run();
  return vi.spyOn(console, "error").mockImplementation(() => {});
}

async function mendArchive(): Promise<void> {
  const away = await env.DB.prepare("SELECT 1 FROM sqlite_master WHERE name = 'decision_away'").first();
  if (away !== null) await env.DB.prepare("ALTER TABLE decision_away RENAME TO decision").run();
}

afterEach(async () => {
  vi.restoreAllMocks();
  await mendArchive();
});

/** A sale of an hour in which one account paid and another was refused, none of it copied yet. */
async function soldInSecret() {
  const saleId = await newSale({ closesAt: new Date(Date.now() + HOUR_MS).toISOString() });
  const { token } = await holdUnit(saleId, 1);
  await redeem(token);
  const refused = await decided(saleId, { ...checkoutOf(2), quantity: 5 });
  return { saleId, decisionId: refused.decisionId };
}

async function alarmAfter(saleId: string, aheadMs: number): Promise<void> {
  await moveClock(saleId, aheadMs);
  await runDurableObjectAlarm(saleStub(saleId));
}

async function copied(saleId: string): Promise<number | null> {
  return await env.DB.prepare("SELECT COUNT(*) AS n FROM decision WHERE sale_id = ?").bind(saleId).first<number>("n");
}

async function auditOf(saleId: string): Promise<unknown> {
  return (await call(`/v1/sales/${saleId}/ledger/audit`, { method: "GET", key: "" })).json.differences;
}

describe("the archive", () => {
  it("is told that an order was cancelled after its purchase was copied, down to the last one", async () => {
    const { saleId } = await soldInSecret();
    await redeem((await holdUnit(saleId, 3)).token, "ord_3");
    const units = async () => {
      const purchases = env.DB.prepare("SELECT units FROM buyer_purchase WHERE sale_id = ?").bind(saleId);
      const ofAll = env.DB.prepare("SELECT units FROM buyer_sale WHERE sale_id = ?").bind(saleId);
      return [(await purchases.all()).results.map((row) => row.units), await ofAll.first("units")];
    };
    const cancel = async (orderId: string) => {
      const body = { by: "buyer", reason: "No longer wanted.", units: "return" };
      await call(`/v1/sales/${saleId}/orders/${orderId}/cancel`, { body });
    };
    await alarmAfter(saleId, 2 * HOUR_MS);
    expect(await units()).toEqual([[1, 1], 2]);
    await cancel("ord_1");
    await alarmAfter(saleId, 3 * HOUR_MS);
    expect(await units()).toEqual([[1], 1]);
    await cancel("ord_3");
    await alarmAfter(saleId, 4 * HOUR_MS);
    expect(await units()).toEqual([[], 0]);
    expect(await auditOf(saleId)).toEqual([]);
  });
});

describe("while the archive fails", () => {
  it("a sale keeps every record that it could not copy, for as long as it takes, and copies it then", async () => {
    const { saleId, decisionId } = await soldInSecret();
    await breakArchive();
    for (const days of [1, 2, 9, 100, 179]) await alarmAfter(saleId, days * DAY_MS);
    expect((await call(`/v1/decisions/${decisionId}`, { method: "GET", key: "" })).status).toBe(200);
    await mendArchive();
    expect(await copied(saleId)).toBe(0);
    await alarmAfter(saleId, 179 * DAY_MS + 1);
    expect(await copied(saleId)).toBe(2);
    const purchases = env.DB.prepare("SELECT units FROM buyer_purchase WHERE sale_id = ?").bind(saleId);
    expect((await purchases.all()).results).toEqual([{ units: 1 }]);
    expect([await ledgerOf(saleId), await auditOf(saleId)]).toMatchObject([{ attempts: 2, lostRecords: 0 }, []]);
  });

  it("180 days after its close a sale gives up what it could not copy, and says how much that was", async () => {
    const { saleId, decisionId } = await soldInSecret();
    const logged = await breakArchive();
    await alarmAfter(saleId, HOUR_MS + 180 * DAY_MS - 1000);
    expect(await ledgerOf(saleId)).toMatchObject({ lostRecords: 0 });
    await alarmAfter(saleId, HOUR_MS + 180 * DAY_MS + 1000);
    await alarmAfter(saleId, HOUR_MS + 181 * DAY_MS);
    const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
    expect(lines.filter(({ event }) => event === "records-lost")).toEqual([
      { event: "records-lost", saleId, records: 2, buyers: 1 },
    ]);
    await mendArchive();
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 2, sold: 1, lostRecords: 2 });
    expect(await auditOf(saleId)).toEqual([]);
    const own = new Map([...(await everyRow([saleId]))].filter(([place]) => place.startsWith(saleId)));
    expect(placesOf(own, ["test1.", decisionId])).toEqual([]);
  });

  it("takes at the last moment what the archive takes then", async () => {
    const { saleId } = await soldInSecret();
    await breakArchive();
    await alarmAfter(saleId, 9 * DAY_MS);
    await mendArchive();
    await alarmAfter(saleId, 200 * DAY_MS);
    expect(await copied(saleId)).toBe(2);
    expect(await ledgerOf(saleId)).toMatchObject({ lostRecords: 0 });
  });
});

describe("somebody who asks to be forgotten after a long failure of the archive", () => {
  it("does not come back out of a sale that closed nine days before and had copied nothing", async () => {
    const saleId = await newSale({ closesAt: new Date(Date.now() + HOUR_MS).toISOString() });
    const person = checkoutOf(4711);
    await checkout(saleId, person);
    await breakArchive();
    await alarmAfter(saleId, 9 * DAY_MS);
    await mendArchive();
    await env.DB.prepare("UPDATE sale SET closes_at_ms = ? WHERE sale_id = ?")
      .bind(Date.now() - 9 * DAY_MS, saleId)
      .run();
    const erased = await call("/v1/erasures", { body: { kind: "email", value: person.account.email } });
    expect(erased.json).toMatchObject({ sales: 1 });
    await alarmAfter(saleId, 9 * DAY_MS + 1);
    expect(await copied(saleId)).toBe(0);
  });
});
