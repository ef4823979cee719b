import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { D1_RETENTION } from "../../src/domain/retention.ts";
import { deleteExpired } from "../../src/platform/erasure/retention.ts";
import worker from "../../src/worker.ts";
import { migrateDatabase } from "./support/deployment.ts";

const DAY_MS = 24 * 3_600_000;
const NOW_MS = Date.now();
const TABLES = D1_RETENTION.map(({ table }) => table);

/** A row of each table that expires, as if everything in it had happened then. Columns that say nothing of time are alike. */
async function writeEverywhere(id: string, atMs: number): Promise<void> {
  const tables = [...TABLES, "reseller_case", "buyer_sale"];
  for (const table of tables) {
    const { results } = await env.DB.prepare(`SELECT name, type, pk FROM pragma_table_info('${table}')`).all<{
      name: string;
      type: string;
      pk: number;
    }>();
    // A whole number that alone is the key is given by the database.
    const keys = results.filter(({ pk }) => pk > 0).length;
    const columns = results.filter(({ type, pk }) => type === "TEXT" || pk === 0 || keys > 1);
    const values = columns.map(({ name, type }) => {
      if (name.endsWith("_ms")) return atMs;
      return type === "TEXT" ? id : 1;
    });
    await env.DB.prepare(
      `INSERT INTO ${table} (${columns.map(({ name }) => name).join()}) VALUES (${columns.map(() => "?").join()})`,
    )
      .bind(...values)
      .run();
  }
}

async function rowsIn(table: string): Promise<number> {
  return (await env.DB.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).first<number>("rows")) ?? 0;
}

beforeAll(migrateDatabase);
beforeEach(async () => {
  for (const table of [...TABLES, "reseller_case", "buyer_sale"]) await env.DB.prepare(`DELETE FROM ${table}`).run();
});

describe.each(D1_RETENTION)("$table", ({ table, days }) => {
  it(`keeps a row for ${days} days and no longer`, async () => {
    await writeEverywhere("young", NOW_MS - days * DAY_MS + 1);
    await writeEverywhere("old", NOW_MS - days * DAY_MS - 1);
    await deleteExpired(env.DB, NOW_MS);
    expect(await rowsIn(table)).toBe(1);
  });
});

it("deletes by the hour, by itself, and everything that is due at once", async () => {
  const accounts = Array.from({ length: 2500 }, (_, index) => `e1.${index}`);
  await env.DB.prepare("INSERT INTO buyer (account, last_at_ms) SELECT value, ?1 FROM json_each(?2)")
    .bind(NOW_MS - 1000 * DAY_MS, JSON.stringify(accounts))
    .run();
  await worker.scheduled(createScheduledController({ scheduledTime: new Date("2026-12-01T03:17:00Z") }), env);
  expect(await rowsIn("buyer")).toBe(0);
});

it("goes on where one table fails", async () => {
  await writeEverywhere("old", NOW_MS - 1000 * DAY_MS);
  await env.DB.prepare("ALTER TABLE decision RENAME TO decision_away").run();
  const deleted = await deleteExpired(env.DB, NOW_MS);
  await env.DB.prepare("ALTER TABLE decision_away RENAME TO decision").run();
  expect(deleted.has("decision")).toBe(false);
  expect([deleted.get("decision_key"), deleted.get("staff_action")]).toEqual([1, 1]);
});
