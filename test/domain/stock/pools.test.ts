import { describe, expect, it } from "vitest";
import { assertSameMove, moveBetween } from "../../../src/domain/stock/pools.ts";
import { LedgerBreach, openingStock, type Stock } from "../../../src/domain/stock/stock.ts";

const STOCK: Stock = { received: 10, free: 3, held: 4, returning: 1, sold: 2, withdrawn: 1 };

describe("free units between two pools", () => {
  it("move, all of them at most", () => {
    expect(moveBetween(STOCK, openingStock(1), 3)).toEqual({
      ok: true,
      value: { from: { ...STOCK, received: 7, free: 0 }, to: openingStock(4) },
    });
  });

  it("do not move where fewer are free: that many are told", () => {
    expect(moveBetween(STOCK, openingStock(0), 4)).toEqual({ ok: false, error: 3 });
  });
});

describe("a sale and its pool", () => {
  const moved = (change: Partial<Stock>) => ({ before: STOCK, after: { ...STOCK, ...change } });

  it("move alike", () => {
    expect(() => assertSameMove(moved({ free: 2, held: 5 }), moved({ free: 2, held: 5 }))).not.toThrow();
  });

  it.each<Partial<Stock>>([
    { received: 11 },
    { free: 2 },
    { held: 5 },
    { returning: 2 },
    { sold: 3 },
    { withdrawn: 0 },
  ])("are a breach where the pool alone came to %o", (change) => {
    expect(() => assertSameMove(moved({}), moved(change))).toThrow(LedgerBreach);
  });
});
