import { describe, expect, it } from "vitest";
import { cancelOrder } from "../../../../src/domain/sale/commands/cancel-order.ts";
import { type DivideSaleCommand, divideSale } from "../../../../src/domain/sale/commands/divide-sale.ts";
import { manageSale } from "../../../../src/domain/sale/commands/manage-sale.ts";
import { putSale } from "../../../../src/domain/sale/commands/put-sale.ts";
import { redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import { release } from "../../../../src/domain/sale/commands/release.ts";
import { sweep } from "../../../../src/domain/sale/commands/sweep.ts";
import type { SaleContext } from "../../../../src/domain/sale/context.ts";
import { viewPools } from "../../../../src/domain/sale/read-sale.ts";
import type { Pooling } from "../../../../src/domain/stock/pools.ts";
import type { Hold } from "../../../../src/domain/stock/stock.ts";
import { assertConserved, openingStock, type Stock } from "../../../../src/domain/stock/stock.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { termsOfFairWindow } from "../../../../src/domain/terms/draw.ts";
import { attemptOf, DEFINITION, NOW_MS, SALE, saleInMemory } from "../fixtures.ts";
import { answerTo } from "./attempt-fixtures.ts";

const { shop } = SALE;
const FOUR_AND_THREE = [
  { partnerId: "p_1", units: 4 },
  { partnerId: "p_2", units: 3 },
];

const divide = (context: SaleContext, command: DivideSaleCommand) => divideSale(context, command);

/** Ten units: four of one partner, three of another, three common. */
function divided(pooling: Pooling = "strict", change: Partial<SaleDefinition> = {}) {
  const sale = saleInMemory(change);
  divide(sale.at(NOW_MS), { shop, pooling, pools: FOUR_AND_THREE });
  return sale;
}

/** A checkout by way of a partner. */
function buy(context: SaleContext, buyer: number, partnerId: string | undefined, quantity = 1) {
  return answerTo(context, attemptOf(buyer, { stated: partnerId === undefined ? {} : { partnerId }, quantity }));
}

/** Free units of both partners and of nobody. */
function freeOf({ store }: SaleContext): readonly (number | undefined)[] {
  return ["p_1", "p_2", ""].map((pool) => store.readPool(pool).free);
}

/** Every figure of the sale is the sum of its pools', each of which is conserved. */
function expectWhole(context: SaleContext): void {
  const { commonPool, pools = [] } = viewPools(context);
  const all: readonly Stock[] = [...(commonPool === undefined ? [] : [commonPool]), ...pools];
  for (const pool of all) assertConserved(pool);
  const sum = (figure: keyof Stock) => all.reduce((total, pool) => total + pool[figure], 0);
  const { received, free, held, returning, sold, withdrawn } = context.store.readStock();
  expect([received, free, held, returning, sold, withdrawn]).toEqual(
    (["received", "free", "held", "returning", "sold", "withdrawn"] as const).map(sum),
  );
}

describe("dividing a sale", () => {
  it("gives each partner its units, and leaves the rest common", () => {
    const { at } = saleInMemory();
    expect(divide(at(NOW_MS), { shop, pooling: "strict", pools: FOUR_AND_THREE })).toEqual({
      ok: true,
      value: { pooling: "strict", partners: 2, commonPool: openingStock(3) },
    });
    expect(viewPools(at(NOW_MS))).toEqual({
      pooling: "strict",
      commonPool: openingStock(3),
      pools: [
        { partnerId: "p_1", ...openingStock(4) },
        { partnerId: "p_2", ...openingStock(3) },
      ],
    });
    expectWhole(at(NOW_MS));
  });

  it("again moves what differs: a partner that is named no more gives its units back", () => {
    const { at } = divided();
    divide(at(NOW_MS), { shop, pooling: "own_then_common", pools: [{ partnerId: "p_2", units: 9 }] });
    expect(freeOf(at(NOW_MS))).toEqual([0, 9, 1]);
    expectWhole(at(NOW_MS));
  });

  it("is refused with each line that asks for too much, and changes nothing", () => {
    const { store, at } = divided();
    buy(at(NOW_MS), 1, "p_1");
    const before = store.dump();
    const pools = [
      { partnerId: "p_3", units: 8 },
      { partnerId: "p_2", units: 4 },
      { partnerId: "p_4", units: 9 },
    ];
    expect(divide(at(NOW_MS), { shop, pooling: "strict", pools })).toEqual({
      ok: false,
      error: {
        kind: "pools-exceed-units",
        problems: [
          { pointer: "/pools", detail: "p_1 has 1 units that are not free: it cannot have 0" },
          { pointer: "/pools/0/units", detail: "asks for 8 more units, and 3 of the common ones are left" },
          { pointer: "/pools/2/units", detail: "asks for 9 more units, and 2 of the common ones are left" },
        ],
      },
    });
    expect(store.dump()).toEqual(before);
  });

  it("is refused where an order is drawn, and a divided sale can draw none", () => {
    const opensAtMs = NOW_MS + 60_000;
    const fairWindow = { seconds: 10, admitPerSecond: 250 };
    const drawn = { opensAtMs, fairWindow, ...termsOfFairWindow(opensAtMs, fairWindow, 1) };
    const command = { shop, pooling: "strict", pools: [] } as const;
    expect(divide(saleInMemory(drawn).at(NOW_MS), command)).toEqual(refused("draw-undivided"));
    const { at } = divided("strict", { opensAtMs });
    const put = { shop, saleId: SALE.saleId, pepperEpoch: SALE.pepperEpoch, definition: { ...DEFINITION, ...drawn } };
    expect(putSale(at(NOW_MS), put)).toEqual(refused("draw-undivided"));
  });

  it("is another shop's as little as the sale", () => {
    const { at } = saleInMemory();
    const command = { shop: "shop-b", pooling: "strict", pools: [] } as const;
    expect(divide(at(NOW_MS), command)).toEqual(refused("sale-unknown"));
  });
});

describe("moving units between pools", () => {
  it.each([
    ["from a partner to another", { from: "p_1", to: "p_2", units: 4 }, [0, 7, 3]],
    ["from a partner to all", { from: "p_1", units: 1 }, [3, 3, 4]],
    ["to a partner from what is common", { to: "p_2", units: 3 }, [4, 6, 0]],
  ] as const)("%s is one step", (_, move, free) => {
    const { at } = divided();
    expect(divide(at(NOW_MS), { shop, ...move }).ok).toBe(true);
    expect(freeOf(at(NOW_MS))).toEqual(free);
    expectWhole(at(NOW_MS));
  });

  it("moves no more than are free", () => {
    const { store, at } = divided();
    buy(at(NOW_MS), 1, "p_1");
    const before = store.dump();
    expect(divide(at(NOW_MS), { shop, from: "p_1", to: "p_2", units: 4 })).toEqual({
      ok: false,
      error: { kind: "pool-short", partnerId: "p_1", free: 3 },
    });
    expect(store.dump()).toEqual(before);
  });

  it("is refused before the sale is divided", () => {
    const { at } = saleInMemory();
    expect(divide(at(NOW_MS), { shop, to: "p_1", units: 1 })).toEqual(refused("sale-undivided"));
  });
});

describe("a checkout of a divided sale", () => {
  it("takes units of its partner", () => {
    const { at } = divided();
    buy(at(NOW_MS), 1, "p_1");
    expect(freeOf(at(NOW_MS))).toEqual([3, 3, 3]);
    expectWhole(at(NOW_MS));
  });

  it("takes those of the partner where it is collected, whoever led the buyer there", () => {
    const { at } = divided();
    answerTo(at(NOW_MS), attemptOf(1, { stated: { partnerId: "p_1" }, collectAt: "p_2" }));
    expect(freeOf(at(NOW_MS))).toEqual([4, 2, 3]);
  });

  it.each([
    ["without a partner", undefined],
    ["of a partner without units", "p_9"],
  ])("%s takes common ones, and none of a partner", (_, partnerId) => {
    const { at } = divided("strict", { limits: { perAccount: 9, perDevice: 9, perHousehold: 9, perPayment: 9 } });
    expect(buy(at(NOW_MS), 1, partnerId, 3).allocation.status).toBe("held");
    expect(buy(at(NOW_MS), 2, partnerId).allocation).toEqual({
      status: "sold_out",
      final: false,
      retryAfterMs: 304_000,
    });
    expect(freeOf(at(NOW_MS))).toEqual([4, 3, 0]);
  });

  const WIDE = { limits: { perAccount: 9, perDevice: 9, perHousehold: 9, perPayment: 9 } };

  it("of a strict partner hears of its own units alone", () => {
    const { at } = divided("strict", WIDE);
    expect(buy(at(NOW_MS), 1, "p_1", 5).allocation).toEqual({ status: "fewer_left", left: 4 });
    buy(at(NOW_MS), 2, "p_1", 4);
    expect(buy(at(NOW_MS), 3, "p_1").allocation.status).toBe("sold_out");
    expect(freeOf(at(NOW_MS))).toEqual([0, 3, 3]);
  });

  it("is told that it is final once the pool can get none back, though others have units", () => {
    const { at } = divided("strict", WIDE);
    const { allocation } = buy(at(NOW_MS), 1, "p_1", 4);
    redeem(at(NOW_MS), { shop, holdId: allocation.holdId, orderId: "ord_1", address: SAME_DOOR, proofSent: false });
    expect(buy(at(NOW_MS), 2, "p_1").allocation).toEqual({ status: "sold_out", final: true, retryAfterMs: 0 });
  });

  it("goes on with common units where the sale says so, each hold of one pool", () => {
    const { store, at } = divided("own_then_common", WIDE);
    buy(at(NOW_MS), 1, "p_1", 3);
    const { allocation } = buy(at(NOW_MS), 2, "p_1", 2);
    expect(freeOf(at(NOW_MS))).toEqual([1, 3, 1]);
    expect(store.findHold(allocation.holdId)?.pool).toBeUndefined();
    expect(buy(at(NOW_MS), 3, "p_1", 2).allocation).toEqual({ status: "fewer_left", left: 1 });
    expectWhole(at(NOW_MS));
  });
});

const SAME_DOOR = { household: "e1.household-1", near: [] };

describe("units that come back", () => {
  /** A hold of a unit of the first partner. */
  function held() {
    const sale = divided();
    const { allocation } = buy(sale.at(NOW_MS), 1, "p_1");
    const hold: Pick<Hold, "holdId"> = { holdId: allocation.holdId };
    return { ...sale, ...hold };
  }
  const LATER_MS = NOW_MS + 600_000;

  it("of a hold that is released are of the same pool", () => {
    const { at, holdId } = held();
    release(at(NOW_MS), { shop, holdId, reason: "cancelled" });
    expectWhole(at(NOW_MS));
    sweep(at(LATER_MS));
    expect(freeOf(at(LATER_MS))).toEqual([4, 3, 3]);
    expectWhole(at(LATER_MS));
  });

  it("of a hold that nobody paid are of the same pool", () => {
    const { at } = held();
    sweep(at(LATER_MS));
    sweep(at(LATER_MS + 60_000));
    expect(freeOf(at(LATER_MS))).toEqual([4, 3, 3]);
    expectWhole(at(LATER_MS));
  });

  it.each([
    ["return", [4, 3, 3], 0],
    ["withdraw", [3, 3, 3], 1],
  ] as const)("of a cancelled order, as %s, are of the same pool", (units, free, withdrawn) => {
    const { store, at, holdId } = held();
    redeem(at(NOW_MS), { shop, holdId, orderId: "ord_1", address: SAME_DOOR, proofSent: false });
    expect(store.readPool("p_1").sold).toBe(1);
    const by = { asker: { shop }, by: "shop", cause: "mistake", reason: "A slip." } as const;
    cancelOrder(at(NOW_MS), { ...by, orderId: "ord_1", units });
    sweep(at(LATER_MS));
    expect(freeOf(at(LATER_MS))).toEqual(free);
    expect(store.readPool("p_1")).toMatchObject({ sold: 0, withdrawn });
    expectWhole(at(LATER_MS));
  });
});

describe("the stock of a divided sale", () => {
  it("grows and shrinks by common units alone", () => {
    const { at } = divided();
    manageSale(at(NOW_MS), { by: { shop }, change: { add: 2 } });
    expect(freeOf(at(NOW_MS))).toEqual([4, 3, 5]);
    expect(manageSale(at(NOW_MS), { by: { shop }, change: { withdraw: 9 } })).toMatchObject({
      value: { shortfall: 4 },
    });
    expect(freeOf(at(NOW_MS))).toEqual([4, 3, 0]);
    expectWhole(at(NOW_MS));
  });
});

function refused(kind: string) {
  return { ok: false, error: { kind } };
}
