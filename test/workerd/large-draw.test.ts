import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { PART_ENTRIES, TILE_ENTRIES } from "../../src/domain/draw/entries-file.ts";
import { registerObjectName } from "../../src/domain/ids.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { drawNow, drawnSale, registered, statusOf, verified } from "./support/drawn-sale.ts";

beforeAll(migrateDatabase);

/** More than one part of an upload, and a last tile that is not whole. */
const ENTRIES = PART_ENTRIES + TILE_ENTRIES + 17;

/** Rows as a register has them, by hand: calls for each would take minutes. */
async function addRegistrations(saleId: string, count: number): Promise<void> {
  await runInDurableObject(env.REGISTER.getByName(registerObjectName({ saleId, shard: 0 })), (_, { storage }) => {
    storage.sql.exec(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
       INSERT INTO registration (registration_id, account, entry, recorded_at_ms, kid, signature, signed_at)
       SELECT printf('reg_%s_0_%026d', ?, n), 'account-' || n, lower(hex(randomblob(32))), 0, 'kid', '', 0 FROM number`,
      count,
      saleId,
    );
  });
}

it("a list of several parts is frozen, drawn and proved as a short one is", async () => {
  const saleId = await drawnSale({ units: 100, registrationShards: 1 });
  const { receipt } = await registered(saleId, 1);
  await addRegistrations(saleId, ENTRIES - 1);
  await drawNow(saleId);
  const report = await verified(saleId, [receipt]);
  expect(report.fault).toBeUndefined();
  expect(report).toMatchObject({ entries: ENTRIES, called: 100 });
  const { status, entry } = await statusOf(saleId, receipt);
  expect(["waiting", "your_turn"]).toContain(status);
  expect(entry?.proof.length).toBeGreaterThan(TILE_ENTRIES.toString(2).length);
});
