import { describe, expect, it } from "vitest";
import { assertConserved, dueAtMs, type Hold, openingStock, type Stock } from "../../../src/domain/stock/stock.ts";
import { HOLD } from "../sale/fixtures.ts";

const STOCK: Stock = { received: 10, free: 3, held: 4, returning: 4, sold: 2, withdrawn: 1 };

describe("a stock", () => {
  it("opens with every unit free", () => {
    expect(openingStock(7)).toEqual({ received: 7, free: 7, held: 0, returning: 0, sold: 0, withdrawn: 0 });
  });

  it.each<Stock>([
    STOCK,
    { ...STOCK, returning: 0 },
    { received: 0, free: 0, held: 0, returning: 0, sold: 0, withdrawn: 0 },
    openingStock(Number.MAX_SAFE_INTEGER),
  ])("is conserved as %o", (stock) => {
    expect(() => assertConserved(stock)).not.toThrow();
  });

  const SUM = "free + held + sold + withdrawn = received";
  const NEGATIVE = "no figure of the stock is negative";
  const RETURNING = "returning units are part of the held ones";
  const EXACT = "stock figures are exact integers";

  it.each<[string, Partial<Stock>]>([
    [SUM, { received: 11 }],
    [SUM, { received: 9 }],
    [SUM, { free: 4 }],
    [SUM, { held: 5 }],
    [SUM, { sold: 3 }],
    [SUM, { withdrawn: 2 }],
    [SUM, { received: Number.NaN }],
    [NEGATIVE, { free: -1, held: 8 }],
    [NEGATIVE, { held: -1, free: 8 }],
    [NEGATIVE, { sold: -1, free: 6 }],
    [NEGATIVE, { withdrawn: -1, free: 5 }],
    [RETURNING, { returning: 5 }],
    [RETURNING, { returning: -1 }],
    [EXACT, { free: 2.5, held: 4.5 }],
    [EXACT, { returning: 0.5 }],
    [EXACT, { received: 2 ** 53, free: 2 ** 53 - 7 }],
  ])("breaks the promise '%s' with %o", (sentence, change) => {
    expect(() => assertConserved({ ...STOCK, ...change })).toThrow(
      expect.objectContaining({ name: "LedgerBreach", message: `Assertion failed: ${sentence}` }),
    );
  });
});

describe("the moment to look at a hold again", () => {
  it.each<[string, Partial<Hold>, number]>([
    ["the end of an open one", {}, HOLD.expiresAtMs],
    ["the end of an open one, whatever else it says", { returnsAtMs: 5 }, HOLD.expiresAtMs],
    ["the return of the units of a released one", { state: "released", returnsAtMs: 5 }, 5],
    ["the return of the units of an expired one", { state: "expired", returnsAtMs: 6 }, 6],
    ["never, once its units are back", { state: "expired" }, Number.POSITIVE_INFINITY],
    ["never, once it is sold", { state: "sold", orderId: "o" }, Number.POSITIVE_INFINITY],
  ])("is %s", (_, change, atMs) => {
    expect(dueAtMs({ ...HOLD, ...change })).toBe(atMs);
  });
});
