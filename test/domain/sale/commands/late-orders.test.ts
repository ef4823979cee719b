import { describe, expect, it } from "vitest";
import { DELAYS_TOLD_AT_ONCE, ORDERS_SWEPT_AT_ONCE } from "../../../../src/domain/limits.ts";
import type { Order } from "../../../../src/domain/order/order.ts";
import { assert } from "../../../../src/domain/result.ts";
import { cancelOrder } from "../../../../src/domain/sale/commands/cancel-order.ts";
import { collectOrder, dispatchOrder, readyOrder } from "../../../../src/domain/sale/commands/hand-over.ts";
import { putSale } from "../../../../src/domain/sale/commands/put-sale.ts";
import { sweep } from "../../../../src/domain/sale/commands/sweep.ts";
import { tellDelays } from "../../../../src/domain/sale/commands/tell-delays.ts";
import { viewBuyerOrder } from "../../../../src/domain/sale/read-sale.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { NOW_MS, SALE } from "../fixtures.ts";
import { CANCEL, DAY_MS, HOME, ORDER, PICKUP, soldSale } from "./sold-sale.ts";

describe("an order that is late", () => {
  it("is looked at once, at the moment that it was promised for, and told of", () => {
    const { store, at, order } = soldSale({ terms: { shipWithinDays: 5 } });
    const promised = Date.parse(order.shipBy ?? "");
    expect(store.nextOrderDueMs()).toBe(promised);
    sweep(at(promised - 1));
    expect(store.findOrder("ord_1")?.overdueTold).toBeUndefined();
    sweep(at(promised));
    expect(store.findOrder("ord_1")).toMatchObject({ state: "paid", overdueTold: true });
    expect(store.nextOrderDueMs()).toBeUndefined();
  });

  /** Orders that are due at the same moment as a first one; more than a sweep takes. */
  function crowd(first: Order | undefined, store: ReturnType<typeof soldSale>["store"]): readonly string[] {
    assert(first !== undefined, "the order is there");
    const ids = Array.from({ length: 2 * ORDERS_SWEPT_AT_ONCE }, (_, n) => `ord_0_${n}`);
    const move = { atMs: NOW_MS, to: "paid", units: 0, by: "shop" } as const;
    for (const orderId of ids) store.moveOrder({ ...first, orderId, holds: [], units: 0, moves: 0 }, move);
    return ids;
  }

  it("is told of in its turn where there are many: so many at once, and each once", () => {
    const { store, at, order } = soldSale({ terms: { shipWithinDays: 5 } });
    const ids = crowd(store.findOrder("ord_1"), store);
    const dueAtMs = Date.parse(order.shipBy ?? "");
    const told = () =>
      store.dump().events.flatMap(([, { type, data }]) => (type === "order.overdue" ? [data.orderId] : []));
    const steps = [];
    for (let dueMs = store.nextOrderDueMs(); dueMs !== undefined; dueMs = store.nextOrderDueMs()) {
      expect(dueMs).toBe(dueAtMs);
      sweep(at(dueAtMs));
      steps.push(told().length);
    }
    expect(steps).toEqual([ORDERS_SWEPT_AT_ONCE, 2 * ORDERS_SWEPT_AT_ONCE, 2 * ORDERS_SWEPT_AT_ONCE + 1]);
    expect(told().toSorted()).toEqual(["ord_1", ...ids].toSorted());
  });

  it("has lapsed for every command from its moment on, though a sweep takes others first", () => {
    const { store, at, order, buy } = soldSale({ hold: PICKUP, terms: { collectWithinDays: 10 } });
    crowd(store.findOrder("ord_1"), store);
    const untilMs = Date.parse(order.collect?.until ?? "");
    sweep(at(untilMs));
    expect(store.findOrder("ord_1")?.state).toBe("paid");
    const lapsed = { ok: false, error: { kind: "order-lapsed", orderId: "ord_1" } };
    expect(collectOrder(at(untilMs), { ...ORDER, code: order.collect?.code ?? "" })).toEqual(lapsed);
    expect(store.findOrder("ord_1")?.state).toBe("lapsed");
    expect(store.readStock()).toMatchObject({ sold: 0 });
    expect(readyOrder(at(untilMs), ORDER)).toEqual(lapsed);
    expect(cancelOrder(at(untilMs), CANCEL)).toEqual(lapsed);
    expect(buy()).toEqual({ ok: false, error: { kind: "token-spent", orderId: "ord_1" } });
  });

  it("is told of once a day before it lapses, and again where it gets more time", () => {
    const { store, at, order } = soldSale({ hold: PICKUP, terms: { collectWithinDays: 10 } });
    const untilMs = Date.parse(order.collect?.until ?? "");
    const told = () =>
      store
        .dump()
        .events.flatMap(([, { type, atMs, data }]) =>
          type === "order.collection_ends" ? [[atMs, data.orderId, data.collectUntil]] : [],
        );
    expect(store.nextOrderDueMs()).toBe(untilMs - DAY_MS);
    sweep(at(untilMs - DAY_MS - 1));
    expect(told()).toEqual([]);
    sweep(at(untilMs - DAY_MS));
    sweep(at(untilMs - DAY_MS + 1));
    expect(told()).toEqual([[untilMs - DAY_MS, "ord_1", order.collect?.until]]);
    expect(store.nextOrderDueMs()).toBe(untilMs);
    const later = readyOrder(at(untilMs - 1), ORDER);
    assert(later.ok, "the goods are there");
    const laterMs = Date.parse(later.value.collect?.until ?? "");
    expect([laterMs > untilMs, store.nextOrderDueMs()]).toEqual([true, laterMs - DAY_MS]);
    sweep(at(laterMs - DAY_MS));
    expect(told()).toHaveLength(2);
    sweep(at(laterMs));
    expect(store.findOrder("ord_1")?.state).toBe("lapsed");
    expect(told()).toHaveLength(2);
  });

  it("is told of no more once it was collected", () => {
    const { store, at, order } = soldSale({ hold: PICKUP, terms: { collectWithinDays: 10 } });
    expect(collectOrder(at(NOW_MS), { ...ORDER, code: order.collect?.code ?? "" })).toMatchObject({ ok: true });
    expect(store.nextOrderDueMs()).toBeUndefined();
  });

  it("tells its buyer of the new date and that cancelling costs nothing, and stays overdue", () => {
    const { store, at, order } = soldSale({ terms: { shipBy: "2026-11-05T00:00:00Z" } });
    const sale = store.findSale();
    assert(sale !== undefined, "the sale is there");
    store.writeSale({ ...sale, definition: { ...sale.definition, shipBy: "2026-11-20T00:00:00Z" } });
    const shown = viewBuyerOrder({ store }, { orderId: "ord_1", receipt: order.receipt });
    expect(shown).toMatchObject({
      shipBy: "2026-11-05T00:00:00.000Z",
      delayedTo: "2026-11-20T00:00:00.000Z",
      freeCancel: true,
      message: expect.stringContaining("cancelled at no cost"),
    });
    expect(cancelOrder(at(Date.parse("2026-11-06")), { ...CANCEL, by: "buyer", cause: "delayed" })).toMatchObject({
      ok: true,
      value: { state: "cancelled", overdue: false },
    });
  });

  describe("is told of", () => {
    const [PROMISED, LATER, LATEST] = ["2026-11-05T00:00:00Z", "2026-11-20T00:00:00Z", "2026-12-05T00:00:00Z"];

    /** A sale with one order, whose shop says other dates in turn. */
    function delayedSale() {
      const sale = soldSale({ terms: { shipBy: PROMISED } });
      const { store, at } = sale;
      const put = (change: Partial<SaleDefinition>) => {
        const now = store.findSale();
        assert(now !== undefined, "the sale is there");
        const definition = { ...now.definition, ...change };
        const { shop, saleId, pepperEpoch } = SALE;
        assert(putSale(at(NOW_MS), { shop, saleId, definition, pepperEpoch }).ok, "the terms change");
      };
      const told = () => {
        while (tellDelays(at(NOW_MS)));
        return store.dump().events.flatMap(([, { type, data }]) => (type === "order.delayed" ? [data] : []));
      };
      return { ...sale, put, told };
    }
    const delayed = (to: string) => ({
      saleId: SALE.saleId,
      orderId: "ord_1",
      state: "paid",
      quantity: 1,
      shipBy: new Date(PROMISED).toISOString(),
      delayedTo: new Date(to).toISOString(),
    });

    it("each later date once", () => {
      const { put, told, store } = delayedSale();
      put({ shipBy: LATER });
      expect(told()).toEqual([delayed(LATER)]);
      put({ shipBy: LATER, title: "The same date" });
      expect(told()).toEqual([delayed(LATER)]);
      put({ shipBy: LATEST });
      expect(told()).toEqual([delayed(LATER), delayed(LATEST)]);
      expect(store.findSale()?.delay).toBeUndefined();
    });

    it("the last of two dates that were said before it was told", () => {
      const { put, told } = delayedSale();
      put({ shipBy: LATER });
      put({ shipBy: LATEST });
      expect(told()).toEqual([delayed(LATEST)]);
    });

    it("nothing where the date that it was promised holds again", () => {
      const { put, told } = delayedSale();
      put({ shipBy: LATER });
      put({ shipBy: PROMISED });
      expect(told()).toEqual([]);
    });

    it("nothing once it is sent", () => {
      const { put, told, at } = delayedSale();
      dispatchOrder(at(NOW_MS), { ...ORDER, address: HOME });
      put({ shipBy: LATER });
      expect(told()).toEqual([]);
    });

    it("a later date among as many others as there may be, each once", () => {
      const { store, put, told, at } = delayedSale();
      const first = store.findOrder("ord_1");
      assert(first !== undefined, "the order is there");
      const ids = Array.from({ length: 2 * DELAYS_TOLD_AT_ONCE }, (_, n) => `ord_1_${n}`);
      const move = { atMs: NOW_MS, to: "paid", units: 1, by: "shop" } as const;
      for (const orderId of ids) store.moveOrder({ ...first, orderId, moves: 0 }, move);
      put({ shipBy: LATER });
      expect(tellDelays(at(NOW_MS))).toBe(true);
      expect(
        told()
          .map(({ orderId }) => orderId)
          .toSorted(),
      ).toEqual(["ord_1", ...ids].toSorted());
    });
  });
});
