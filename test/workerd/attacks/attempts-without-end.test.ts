import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ACCOUNT_ATTEMPTS_WRITTEN_MAX, SALE_BYTES_LOGGED_EACH } from "../../../src/domain/limits.ts";
import { checkoutOf } from "../../support/fixtures.ts";
import { call, foldSale, migrateDatabase, saleStub, slugOf } from "../support/deployment.ts";
import { answerOf, checkout, newSale } from "../support/shopping.ts";
import { visited } from "../support/visited.ts";

beforeAll(migrateDatabase);

const TRIES = ACCOUNT_ATTEMPTS_WRITTEN_MAX + 10;

/** Rows of every table that a checkout may write into, and the bytes of all. */
async function storedIn(saleId: string) {
  await foldSale(saleId);
  return await runInDurableObject(saleStub(saleId), (_, { storage }) => {
    const rows = (table: string) => storage.sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).one().n;
    const tables = ["attempt", "reply", "link_member", "cluster", "account", "cohort", "word", "spent_visit"];
    return Object.fromEntries(tables.map((table) => [table, rows(table)]));
  });
}

/** One account that comes with another device, address and card each time, and asks for more than the sale allows. */
function refused(saleId: string, nth: number) {
  const { account } = checkoutOf(1);
  return checkout(saleId, { ...checkoutOf(nth + 2), account, quantity: 100 }, { key: `try-${nth}` });
}

async function refuse(saleId: string, times: number) {
  const seen = [];
  for (let nth = 0; nth < times; nth += 1) seen.push(await refused(saleId, nth));
  return seen;
}

describe("an account that is refused again and again", () => {
  it("fills neither its sale nor the archive, and is told the same as before", async () => {
    const saleId = await newSale();
    const first = await refuse(saleId, ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    const before = await storedIn(saleId);
    const all = await refuse(saleId, TRIES);
    const later = all.slice(ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    expect(await storedIn(saleId)).toEqual(before);
    expect(before.attempt).toBe(ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    for (const [nth, seen] of first.entries()) expect(all[nth]?.text, `try ${nth}`).toBe(seen.text);
    for (const { status, json, headers } of later) {
      expect([status, Object.keys(json)]).toEqual([200, Object.keys(first[0]?.json ?? {})]);
      expect(headers.get("Idempotent-Replayed")).toBeNull();
    }
    await runDurableObjectAlarm(saleStub(saleId));
    const archived = env.DB.prepare("SELECT COUNT(*) AS n FROM decision WHERE sale_id = ?").bind(saleId).first("n");
    expect(await archived).toBe(ACCOUNT_ATTEMPTS_WRITTEN_MAX);
  });

  it("tries once with each visit, also when its attempts are counted alone", async () => {
    const saleId = await newSale();
    await refuse(saleId, ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    const visit = await visited(saleId);
    const again = async (key: string) => {
      const seen = await checkout(saleId, { ...checkoutOf(1), ...visit, quantity: 100 }, { key });
      return answerOf(seen).reasons.map(({ code }) => code);
    };
    expect(await again("with-visit-1")).not.toContain("VISIT_REPLAYED");
    expect(await again("with-visit-2")).toContain("VISIT_REPLAYED");
  });

  it("leaves a ledger that adds up and says how many were counted alone", async () => {
    const saleId = await newSale();
    await refuse(saleId, TRIES);
    await runDurableObjectAlarm(saleStub(saleId));
    const audited = await call(`/v1/sales/${saleId}/ledger/audit`, { method: "GET" });
    expect(audited.json).toMatchObject({ differences: [] });
    const ledger = await call(`/v1/sales/${saleId}/ledger`, { method: "GET" });
    expect(ledger.json).toMatchObject({ attempts: TRIES, unwrittenAttempts: 10, verdicts: { deny: TRIES } });
  });

  it("has decisions of which nothing is known where they were counted alone", async () => {
    const saleId = await newSale();
    const seen = (await refuse(saleId, TRIES)).at(-1);
    const found = await call(`/v1/decisions/${seen?.json.decisionId}`, { method: "GET" });
    expect([found.status, slugOf(found)]).toEqual([404, "decision-unknown"]);
  });
});

describe("challenges that nobody settles", () => {
  it("are gone with the first alarm after they have expired", async () => {
    const saleId = await newSale({ clientSignals: "required" });
    for (const buyer of [1, 2, 3]) await checkout(saleId, checkoutOf(buyer));
    const challenges = () =>
      runInDurableObject(saleStub(saleId), async (sale, { storage }) => {
        await sale.alarm();
        return storage.sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM challenge").one().n;
      });
    expect(await challenges()).toBe(3);
    await runInDurableObject(saleStub(saleId), (sale) => {
      sale.clock = () => Date.now() + 3_600_000;
    });
    expect(await challenges()).toBe(0);
  });
});

describe("the size of a sale", () => {
  it("is logged by its alarm as it grows", async () => {
    const saleId = await newSale();
    const logged = vi.spyOn(console, "error").mockReturnValue(undefined);
    try {
      await runInDurableObject(saleStub(saleId), async (sale, { storage }) => {
        storage.sql.exec("CREATE TABLE filler (bytes BLOB)");
        const row = 1_000_000;
        for (let bytes = 0; bytes < SALE_BYTES_LOGGED_EACH; bytes += row) {
          storage.sql.exec("INSERT INTO filler VALUES (zeroblob(?))", row);
        }
        await sale.alarm();
        await sale.alarm();
        storage.sql.exec("DROP TABLE filler");
      });
      const sizes = logged.mock.calls.flatMap(([line]) => (String(line).includes('"sale-size"') ? [String(line)] : []));
      expect(sizes.map((line) => JSON.parse(line))).toEqual([
        { event: "sale-size", saleId, bytes: expect.any(Number), room: "enough" },
      ]);
    } finally {
      logged.mockRestore();
    }
  });
});
