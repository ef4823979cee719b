import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub } from "./support/deployment.ts";

const SALE_ID = "halted";

/** The table refuses such figures itself, so the damage has to be done to a table without its checks. */
beforeAll(async () => {
  await migrateDatabase();
  await call(`/v1/sales/${SALE_ID}`, { method: "PUT", body: SALE });
  await runInDurableObject(saleStub(SALE_ID), (_, { storage }) => {
    storage.sql.exec(
      `CREATE TABLE damaged AS SELECT * FROM stock; UPDATE damaged SET free = free + 1;
       DROP TABLE stock; ALTER TABLE damaged RENAME TO stock`,
    );
  });
  // Damaged rows are met by the instance that reads them: the next one.
  await evictDurableObject(saleStub(SALE_ID));
});

it("changes nothing any more, and says so, where the ledger's figures contradict each other", async () => {
  const answer = await call(`/v1/sales/${SALE_ID}/checkouts`, { body: checkoutOf(1) });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("Retry-After")).toBe("60");
  expect(answer.json).toMatchObject({ type: "https://firsthand.test/problems/sale-halted" });
  const { json } = await call(`/v1/sales/${SALE_ID}/ledger`, { method: "GET" });
  expect(json).toMatchObject({ free: SALE.units + 1, held: 0, sold: 0, attempts: 0 });
});
