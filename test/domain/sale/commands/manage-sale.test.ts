import { describe, expect, it } from "vitest";
import { type ManageSaleCommand, manageSale } from "../../../../src/domain/sale/commands/manage-sale.ts";
import { promiseUnits } from "../../../../src/domain/sale/commands/promise-units.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import { NOW_MS, RANDOM_MIDDLE, SALE, saleInMemory } from "../fixtures.ts";

const STOCK = { received: 10, free: 4, held: 3, returning: 1, sold: 3, withdrawn: 0 };

describe("managing a sale", () => {
  it.each<[ManageSaleCommand["change"], object, number]>([
    [{ add: 5 }, { received: 15, free: 9 }, 0],
    [{ withdraw: 3 }, { free: 1, withdrawn: 3 }, 0],
    [{ withdraw: 6 }, { free: 0, withdrawn: 4 }, 2],
  ])("moves units: %o", (change, moved, shortfall) => {
    const { store, at } = saleInMemory();
    store.writeStock(STOCK);
    const stock = { ...STOCK, ...moved };
    const managed = manageSale(at(NOW_MS), { by: { shop: SALE.shop }, change });
    expect(managed).toEqual({ ok: true, value: { sale: SALE, stock, shortfall } });
    expect(store.readStock()).toEqual(stock);
  });

  it.each([
    [7, 3, 0],
    [8, 3, 1],
    [10, 3, 3],
    [2, 9, 5],
  ])(
    "with %i units promised to who is invited and %i asked for, withdraws all but %i",
    (units, withdraw, shortfall) => {
      const { store, at } = saleInMemory();
      store.writeStock(STOCK);
      expect(promiseUnits(at(NOW_MS), { shop: SALE.shop, units })).toEqual({
        ok: true,
        value: { promisedUnits: units },
      });
      const managed = manageSale(at(NOW_MS), { by: { shop: SALE.shop }, change: { withdraw } });
      expect(managed).toMatchObject({ ok: true, value: { shortfall } });
    },
  );

  it("promises no more units than there are, and none of another shop's; a smaller promise changes nothing", () => {
    const { store, at } = saleInMemory();
    store.writeStock({ ...STOCK, withdrawn: 1, free: 3 });
    const promise = (units: number, shop = SALE.shop) => promiseUnits(at(NOW_MS), { shop, units });
    expect(promise(10)).toEqual({ ok: false, error: { kind: "invites-exceed-units", units: 9 } });
    expect(promise(1, "shop-b")).toEqual({ ok: false, error: { kind: "sale-unknown" } });
    expect([promise(9), promise(3)]).toEqual([9, 9].map((promisedUnits) => ({ ok: true, value: { promisedUnits } })));
  });

  it("pauses and resumes, as often as it is asked", () => {
    const { store, at } = saleInMemory();
    for (const paused of [true, true, false, false]) {
      const managed = manageSale(at(NOW_MS), { by: "staff", change: { paused } });
      expect(managed).toMatchObject({ ok: true, value: { sale: { ...SALE, paused }, shortfall: 0 } });
      expect(store.findSale()).toEqual({ ...SALE, paused });
    }
  });

  it("keeps why it is paused for as long as it is, and the latest of what was said", () => {
    const { store, at } = saleInMemory();
    const told = [
      { paused: true, reason: "We count." },
      { paused: true, reason: "At noon." },
      { paused: true },
      { paused: true, reason: "Again." },
      { paused: false, reason: "Never told." },
    ].map((change) => {
      manageSale(at(NOW_MS), { by: "staff", change });
      return store.findSale()?.pauseReason;
    });
    expect(told).toEqual(["We count.", "At noon.", undefined, "Again.", undefined]);
  });

  it.each([{ add: 1 }, { withdraw: 1 }, { paused: true }])("does not exist for another shop: %o", (change) => {
    const { store, at } = saleInMemory();
    const before = store.dump();
    const refused = manageSale(at(NOW_MS), { by: { shop: "shop-b" }, change });
    expect(refused).toEqual({ ok: false, error: { kind: "sale-unknown" } });
    expect(store.dump()).toEqual(before);
  });

  it("is refused for a sale that does not exist, to staff too", () => {
    const context = { store: mapSaleStore(), nowMs: NOW_MS, random: RANDOM_MIDDLE };
    expect(manageSale(context, { by: "staff", change: { add: 1 } })).toEqual({
      ok: false,
      error: { kind: "sale-unknown" },
    });
  });
});
