import { beforeAll, describe, expect, it } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { answerOf, checkout, holdUnit, ledgerOf, moveClock, newSale, putSale, visitTo } from "./support/shopping.ts";

beforeAll(migrateDatabase);

/** Two buyers with nothing in common, and the second one as a copy of the first in what a test names. */
const FIRST = checkoutOf(1);
const SECOND = checkoutOf(2);

describe("an idempotency key", () => {
  it("gives the same bytes again, with the same token, and changes nothing", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const visitToken = await visitTo(saleId);
    const first = await checkout(saleId, { ...FIRST, visitToken }, { key });
    const before = await ledgerOf(saleId);
    const second = await checkout(saleId, { ...FIRST, visitToken }, { key });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    for (const name of ["content-type", "cache-control"])
      expect(second.headers.get(name)).toBe(first.headers.get(name));
    expect([first, second].map(({ headers }) => headers.get("idempotent-replayed"))).toEqual([null, "true"]);
    expect(await ledgerOf(saleId)).toEqual(before);
  });

  it("does not care how the same JSON is written", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, FIRST, { key });
    const reversed = Object.fromEntries(Object.entries(FIRST).reverse());
    const second = await call(`/v1/sales/${saleId}/checkouts`, { body: JSON.stringify(reversed, null, 2), key });
    expect(second.text).toBe(first.text);
  });

  it("is 422 for another request, which has no effect, and the kept reply stays", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, FIRST, { key });
    const other = await checkout(saleId, SECOND, { key });
    expect([other.status, slugOf(other)]).toEqual([422, "idempotency-key-reused"]);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 1, held: 1 });
    expect((await checkout(saleId, FIRST, { key })).text).toBe(first.text);
  });

  it("repeats a refusal to sell as well", async () => {
    const saleId = await newSale();
    await holdUnit(saleId, 1);
    const key = crypto.randomUUID();
    const first = await checkout(saleId, FIRST, { key });
    expect(answerOf(first).verdict).toBe("deny");
    expect((await checkout(saleId, FIRST, { key })).text).toBe(first.text);
  });

  it("repeats the hold after the sale was paused and after it closed", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, FIRST, { key });
    await call(`/v1/sales/${saleId}/pause`, { body: {} });
    expect((await checkout(saleId, FIRST, { key })).text).toBe(first.text);
    await putSale(saleId, { closesAt: new Date(Date.now() - 1000).toISOString() });
    expect((await checkout(saleId, FIRST, { key })).text).toBe(first.text);
  });

  it("repeats the hold after it has ended, while the ledger tells the truth of now", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const first = await checkout(saleId, FIRST, { key });
    await moveClock(saleId, 400_000);
    expect((await checkout(saleId, FIRST, { key })).text).toBe(first.text);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 1, returning: 1, free: 9, attempts: 1 });
    await moveClock(saleId, 405_000);
    expect((await checkout(saleId, FIRST, { key })).text).toBe(first.text);
    expect(await ledgerOf(saleId)).toMatchObject({ held: 0, returning: 0, free: 10, attempts: 1 });
  });

  it("runs a request once however often it arrives at the same time", async () => {
    const saleId = await newSale();
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 30 }, () => checkout(saleId, FIRST, { key })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true")).toHaveLength(29);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 1, held: 1 });
  });

  it("of another shop or another sale is another key", async () => {
    const key = crypto.randomUUID();
    const mine = await newSale();
    const other = await newSale();
    const theirs = `sale-${crypto.randomUUID()}`;
    await putSale(theirs, {}, "shop-b");
    const held = await Promise.all([
      checkout(mine, FIRST, { key }),
      checkout(other, SECOND, { key }),
      checkout(theirs, checkoutOf(3), { key, shop: "shop-b" }),
    ]);
    expect(held.map((seen) => answerOf(seen).allocation.status)).toEqual(["held", "held", "held"]);
  });

  it.each([
    ["none", ""],
    ["256 characters", "k".repeat(256)],
  ])("is required: %s is 400 idempotency-key-missing", async (_, key) => {
    const saleId = await newSale();
    const seen = await checkout(saleId, FIRST, { key });
    expect([seen.status, slugOf(seen)]).toEqual([400, "idempotency-key-missing"]);
  });

  it("may have 255 characters", async () => {
    const saleId = await newSale();
    expect((await checkout(saleId, FIRST, { key: "k".repeat(255) })).status).toBe(200);
  });
});
