import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { migrateDatabase, saleStub } from "./support/deployment.ts";
import { holdUnit, newSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

it("a sale says how far the archive is behind it, and nothing once it has caught up", async () => {
  const saleId = await newSale();
  expect(await saleStub(saleId).exportLagMs()).toBeUndefined();
  await holdUnit(saleId, 1);
  expect(await saleStub(saleId).exportLagMs()).toBeGreaterThanOrEqual(0);
  await runDurableObjectAlarm(saleStub(saleId));
  expect(await saleStub(saleId).exportLagMs()).toBeUndefined();
});

it("a sale that never was has no archive to be behind", async () => {
  expect(await saleStub("never-was").exportLagMs()).toBeUndefined();
});
