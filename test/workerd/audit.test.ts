import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub } from "./support/deployment.ts";

const SALE_ID = "audited";

beforeAll(async () => {
  await migrateDatabase();
  await call(`/v1/sales/${SALE_ID}`, { method: "PUT", body: SALE });
  for (const buyer of [1, 2, 3]) await call(`/v1/sales/${SALE_ID}/checkouts`, { body: checkoutOf(buyer) });
  await call(`/v1/sales/${SALE_ID}/checkouts`, { body: { ...checkoutOf(4), device: { id: "dev_1" } } });
  await runDurableObjectAlarm(saleStub(SALE_ID));
});

const audit = () => call(`/v1/sales/${SALE_ID}/ledger/audit`, { method: "GET" });

it("finds no difference in a sale that nobody tampered with, nor in its copy", async () => {
  expect((await audit()).json).toMatchObject({ saleId: SALE_ID, differences: [] });
});

it("shows a row that was changed", async () => {
  await runInDurableObject(saleStub(SALE_ID), (_, { storage }) => {
    storage.sql.exec("UPDATE hold SET quantity = 2 WHERE hold_id = (SELECT MIN(hold_id) FROM hold)");
  });
  const { json } = await audit();
  expect(json.differences).toContainEqual({
    check: "held units = units of open and returning holds",
    recorded: 3,
    recomputed: 4,
  });
});

it("shows a decision that is missing from the archive", async () => {
  const other = "audited-archive";
  await call(`/v1/sales/${other}`, { method: "PUT", body: SALE });
  await call(`/v1/sales/${other}/checkouts`, { body: checkoutOf(1) });
  await runInDurableObject(saleStub(other), (_, { storage }) => {
    storage.sql.exec("UPDATE outbox SET exported_seq = 1");
  });
  const { json } = await call(`/v1/sales/${other}/ledger/audit`, { method: "GET" });
  expect(json.differences).toEqual([
    { check: "decisions with verdict allow in the archive", recorded: 1, recomputed: 0 },
  ]);
});

it("answers the sale's own shop only, like the ledger", async () => {
  expect((await call(`/v1/sales/${SALE_ID}/ledger/audit`, { method: "GET", shop: "shop-b" })).status).toBe(404);
});
