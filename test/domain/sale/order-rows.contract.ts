import { describe, expect, it } from "vitest";
import { COLLECTION_END_TOLD_MS } from "../../../src/domain/limits.ts";
import type { Order } from "../../../src/domain/order/order.ts";
import { NOW_MS } from "./fixtures.ts";
import type { WithStore } from "./with-store.ts";

const PLACED: Order = {
  orderId: "ord 1/é",
  state: "paid",
  holds: ["hold_1"],
  units: 1,
  placedAtMs: NOW_MS,
  wave: undefined,
  shipByMs: undefined,
  collect: undefined,
  paidMinor: undefined,
  receipt: "receipt-1",
  cancelled: undefined,
  tries: undefined,
  moves: 0,
};
const MOVE = { atMs: NOW_MS, from: undefined, to: "paid", units: 1, by: "shop", reason: undefined } as const;

/** What the commands of a sale rely on where it has orders. */
export function describeOrderRows(name: string, withStore: WithStore): void {
  const orderOf = (orderId: string, change: Partial<Order> = {}): Order => ({ ...PLACED, orderId, ...change });

  describe(`the orders of a sale in ${name}`, () => {
    it("are given back as they were written last, with every movement", () =>
      withStore(({ store }) => {
        expect(store.findOrder(PLACED.orderId)).toBeUndefined();
        store.moveOrder(PLACED, MOVE);
        const full: Order = {
          ...PLACED,
          state: "cancelled",
          holds: ["hold_1", "hold_2"],
          units: 2,
          wave: 1,
          shipByMs: NOW_MS + 1,
          collect: { partnerId: "p_1", code: "000417", untilMs: NOW_MS + 2 },
          paidMinor: 100_000,
          cancelled: { by: "fraud", cause: "unfair", cites: "dec_1" },
          tries: { sinceMs: NOW_MS, count: 5 },
          moves: 1,
        };
        const cancelling = {
          atMs: NOW_MS + 1,
          from: "paid",
          to: "cancelled",
          units: -1,
          by: "fraud",
          reason: "Why.",
        } as const;
        store.moveOrder(full, cancelling);
        expect(store.findOrder(PLACED.orderId)).toEqual({ ...full, moves: 2 });
        expect(store.movesOf({ orderId: PLACED.orderId, moves: 2 })).toEqual([
          { ...MOVE, orderId: PLACED.orderId, n: 1 },
          { ...cancelling, orderId: PLACED.orderId, n: 2 },
        ]);
      }));

    it("change without a movement where they have not moved", () =>
      withStore(({ store }) => {
        store.moveOrder(PLACED, MOVE);
        store.writeOrder({ ...PLACED, moves: 1, tries: { sinceMs: NOW_MS, count: 1 } });
        expect(store.findOrder(PLACED.orderId)).toMatchObject({ moves: 1, tries: { count: 1 } });
      }));

    it("count as sold in their wave until they end", () =>
      withStore(({ store }) => {
        store.moveOrder(orderOf("a", { wave: 0, units: 2 }), { ...MOVE, units: 2 });
        store.moveOrder(orderOf("b", { wave: 0 }), MOVE);
        store.moveOrder(orderOf("c", { wave: 1 }), MOVE);
        expect([0, 1, 2].map((wave) => store.soldInWave(wave))).toEqual([3, 1, 0]);
        const cancelled = orderOf("a", { wave: 0, units: 2, state: "cancelled", moves: 1 });
        store.moveOrder(cancelled, { ...MOVE, from: "paid", to: "cancelled", units: -2 });
        expect(store.soldInWave(0)).toBe(1);
      }));

    it("are due when nobody came for them in time, the first first, until they have ended", () =>
      withStore(({ store }) => {
        expect(store.nextOrderDueMs()).toBeUndefined();
        const waiting = (orderId: string, untilMs: number | undefined, change: Partial<Order> = {}) =>
          orderOf(orderId, { collect: { partnerId: "p_1", code: "123456", untilMs, endTold: true }, ...change });
        store.moveOrder(waiting("late", NOW_MS + 20, { state: "ready" }), MOVE);
        store.moveOrder(waiting("soon", NOW_MS + 10, { state: "booked" }), MOVE);
        store.moveOrder(waiting("never", undefined), MOVE);
        store.moveOrder(waiting("over", NOW_MS + 1, { state: "collected" }), MOVE);
        expect(store.nextOrderDueMs()).toBe(NOW_MS + 10);
        expect(store.ordersDue(NOW_MS + 9, 9)).toEqual([]);
        expect(store.ordersDue(NOW_MS + 20, 9).map(({ orderId }) => orderId)).toEqual(["soon", "late"]);
        store.moveOrder(waiting("soon", NOW_MS + 10, { state: "lapsed", moves: 1 }), {
          ...MOVE,
          from: "booked",
          to: "lapsed",
          units: -1,
        });
        expect(store.nextOrderDueMs()).toBe(NOW_MS + 20);
        const unsent = orderOf("unsent", { shipByMs: NOW_MS + 15 });
        store.moveOrder(unsent, MOVE);
        expect(store.ordersDue(NOW_MS + 15, 9).map(({ orderId }) => orderId)).toEqual(["unsent"]);
        store.writeOrder({ ...unsent, moves: 1, overdueTold: true });
        expect(store.ordersDue(NOW_MS + 15, 9)).toEqual([]);
      }));

    it("are due a day before, until that was told", () =>
      withStore(({ store }) => {
        const collect = { partnerId: "p_1", code: "123456", untilMs: NOW_MS + COLLECTION_END_TOLD_MS };
        const ready = orderOf("ready", { state: "ready", collect });
        store.moveOrder(ready, MOVE);
        expect(store.nextOrderDueMs()).toBe(NOW_MS);
        expect(store.ordersDue(NOW_MS, 9).map(({ orderId }) => orderId)).toEqual(["ready"]);
        store.writeOrder({ ...ready, moves: 1, collect: { ...collect, endTold: true } });
        expect(store.ordersDue(NOW_MS, 9)).toEqual([]);
        expect(store.nextOrderDueMs()).toBe(collect.untilMs);
        expect(store.findOrder("ready")?.collect).toEqual({ ...collect, endTold: true });
      }));

    it("are unsent while a date is promised and nobody has them, the earliest date first and then by their numbers", () =>
      withStore(({ store }) => {
        const dated = (orderId: string, shipByMs: number | undefined, change: Partial<Order> = {}) =>
          store.moveOrder(orderOf(orderId, { shipByMs, ...change }), MOVE);
        dated("b", NOW_MS);
        dated("a", NOW_MS + 1);
        dated("c", NOW_MS, { state: "booked" });
        dated("sent", NOW_MS, { state: "dispatched" });
        dated("undated", undefined);
        const idsAfter = (atMs: number, id: string, max = 9) =>
          store.unsentAfter({ atMs, id }, max).map(({ order }) => order.orderId);
        expect(idsAfter(0, "")).toEqual(["b", "c", "a"]);
        expect(idsAfter(0, "", 2)).toEqual(["b", "c"]);
        expect(idsAfter(NOW_MS, "b")).toEqual(["c", "a"]);
        expect(idsAfter(NOW_MS + 1, "a")).toEqual([]);
      }));
  });
}
