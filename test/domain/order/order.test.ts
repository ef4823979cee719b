import { describe, expect, it } from "vitest";
import {
  CANCEL_CAUSES,
  CANCELLED_BY,
  isOpen,
  isOverdue,
  isSold,
  mayMove,
  ORDER_STATES,
  type Order,
  type OrderMove,
  type OrderState,
  replayMoves,
} from "../../../src/domain/order/order.ts";
import { buyerWords } from "../../../src/domain/order/order-words.ts";

const NOW_MS = Date.UTC(2026, 11, 10);
const ORDER: Order = {
  orderId: "ord_1",
  state: "paid",
  holds: ["hold_1"],
  units: 1,
  placedAtMs: NOW_MS - 1000,
  receipt: "receipt-1",
  moves: 1,
};

describe("an order", () => {
  it("moves along these ways and no others", () => {
    const ways = ORDER_STATES.flatMap((from) =>
      ORDER_STATES.filter((to) => mayMove(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(ways).toEqual([
      "paid > ready",
      "paid > dispatched",
      "paid > collected",
      "paid > lapsed",
      "paid > cancelled",
      "booked > ready",
      "booked > collected",
      "booked > lapsed",
      "booked > cancelled",
      "ready > collected",
      "ready > lapsed",
      "ready > cancelled",
    ]);
  });

  it("is open until it is handed over, lapses or is cancelled, and sold unless it did the last two", () => {
    expect(ORDER_STATES.filter(isOpen)).toEqual(["paid", "booked", "ready"]);
    expect(ORDER_STATES.filter((state) => !isSold(state))).toEqual(["lapsed", "cancelled"]);
  });

  it.each<[boolean, string, Partial<Order>]>([
    [true, "at the moment it was promised for", { shipByMs: NOW_MS }],
    [false, "a millisecond before", { shipByMs: NOW_MS + 1 }],
    [false, "without a promise", {}],
    [false, "once it is sent", { shipByMs: NOW_MS, state: "dispatched" }],
    [false, "once it is there to be collected", { shipByMs: NOW_MS, state: "ready" }],
    [false, "once it is cancelled", { shipByMs: NOW_MS, state: "cancelled" }],
  ])("is overdue (%s) %s", (overdue, _, change) => {
    expect(isOverdue({ ...ORDER, ...change }, NOW_MS)).toBe(overdue);
  });
});

describe("movements that are replayed", () => {
  const move = (n: number, from: OrderState | undefined, to: OrderState, units = 0): OrderMove => ({
    orderId: "ord_1",
    n,
    atMs: NOW_MS,
    from,
    to,
    units,
    by: "shop",
  });
  const PLACED = move(1, undefined, "paid", 1);

  it.each<[string, readonly OrderMove[], object]>([
    ["a placed order", [PLACED], { state: "paid", units: 1 }],
    ["one of two holds", [PLACED, move(2, "paid", "booked", 2)], { state: "booked", units: 3 }],
    ["one that was sent", [PLACED, move(2, "paid", "dispatched")], { state: "dispatched", units: 1 }],
    ["one that was cancelled", [PLACED, move(2, "paid", "cancelled", -1)], { state: "cancelled", units: 0 }],
    [
      "one that lapsed",
      [PLACED, move(2, "paid", "ready"), move(3, "ready", "lapsed", -1)],
      { state: "lapsed", units: 0 },
    ],
  ])("give %s", (_, moves, expected) => {
    expect(replayMoves(moves)).toEqual(expected);
  });

  it.each<[string, readonly OrderMove[]]>([
    ["there are none", []],
    ["one is missing", [move(2, undefined, "paid", 1)]],
    ["one does not follow from the one before", [PLACED, move(2, "ready", "collected")]],
    [
      "one goes a way that there is not",
      [PLACED, move(2, "paid", "dispatched"), move(3, "dispatched", "cancelled", -1)],
    ],
    ["units are sold on the way", [PLACED, move(2, "paid", "dispatched", 1)]],
    ["units stay sold at the end", [PLACED, move(2, "paid", "cancelled", 0)]],
    ["it begins in the middle", [move(1, undefined, "ready", 1)]],
  ])("give nothing where %s", (_, moves) => {
    expect(replayMoves(moves)).toBeUndefined();
  });
});

describe("what a buyer is told", () => {
  const words = (change: Partial<Order>) => buyerWords({ ...ORDER, ...change }, { currency: "INR", isDelayed: false });

  it("of every cancellation is why, and what happens to the money", () => {
    for (const by of CANCELLED_BY) {
      for (const cause of CANCEL_CAUSES[by]) {
        const told = words({ state: "cancelled", cancelled: { by, cause } });
        expect(told).toMatch(/cancel.*\. .*back (the way|to)/);
        expect(told).not.toMatch(/fraud|scalp|bot/i);
      }
    }
  });

  it("names the sum where the shop said what was paid", () => {
    const cancelled = { by: "shop", cause: "not_available" } as const;
    expect(words({ state: "cancelled", paidMinor: 100_000, cancelled })).toBe(
      "The shop cancelled this order because it does not have the goods. The shop pays ₹1,000.00 back the way it came.",
    );
  });

  it("is never nothing", () => {
    for (const state of ORDER_STATES) expect(words({ state })).toMatch(/^[A-Z].*\.$/);
  });
});
