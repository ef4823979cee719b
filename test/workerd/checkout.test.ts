import { beforeAll, describe, expect, it } from "vitest";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { call, migrateDatabase } from "./support/deployment.ts";

let sales = 0;
/** Storage is shared between tests: each works on a sale of its own. */
async function newSale(change: object = {}): Promise<string> {
  const saleId = `checkout-${++sales}`;
  expect(await call(`/v1/sales/${saleId}`, { method: "PUT", body: { ...SALE, ...change } })).toMatchObject({
    status: 200,
  });
  return saleId;
}

beforeAll(migrateDatabase);

describe("a checkout", () => {
  it("holds a unit for an ordinary buyer and gives an allow token", async () => {
    const saleId = await newSale();
    const answer = await call(`/v1/sales/${saleId}/checkouts`, { body: checkoutOf(1) });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ verdict: "allow", allocation: { status: "held", quantity: 1 } });
    expect(answer.json.allowToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});
