import { describe, expect, it } from "vitest";
import { cancelOrder } from "../../../../src/domain/sale/commands/cancel-order.ts";
import { collectOrder, dispatchOrder, readyOrder } from "../../../../src/domain/sale/commands/hand-over.ts";
import { promiseUnits } from "../../../../src/domain/sale/commands/promise-units.ts";
import { type RedeemCommand, redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import { sweep } from "../../../../src/domain/sale/commands/sweep.ts";
import { viewBuyerOrder } from "../../../../src/domain/sale/read-sale.ts";
import type { Hold } from "../../../../src/domain/stock/stock.ts";
import { claimsOf, HOLD, NOW_MS, SALE, writeHeld } from "../fixtures.ts";
import { CANCEL, DAY_MS, HOME, heldSale, ORDER, PICKUP, soldSale } from "./sold-sale.ts";

describe("an order that is placed", () => {
  it("names the date that it is sent by, counted in the days of the sale's zone", () => {
    const { order } = soldSale({ terms: { shipWithinDays: 5 } });
    expect(order).toMatchObject({ state: "paid", shipBy: "2026-11-06T18:29:59.000Z" });
  });

  it("names where it is collected, by which code and until when", () => {
    const { order } = soldSale({ hold: PICKUP, terms: { collectWithinDays: 10 } });
    const until = "2026-11-11T18:29:59.000Z";
    expect(order.collect).toEqual({ partnerId: "p_1", code: expect.stringMatching(/^\d{6}$/), until });
  });

  it("waits for the goods before its time to be collected runs, where they are sent first", () => {
    const { order } = soldSale({ hold: PICKUP, terms: { collectWithinDays: 10, shipWithinDays: 5 } });
    expect(order.collect).toEqual({ partnerId: "p_1", code: expect.any(String) });
  });

  it("is in the first wave that has room, also after one before it was cancelled", () => {
    const [first, second] = ["2026-12-01T00:00:00Z", "2026-12-15T00:00:00Z"];
    const waves = [
      { units: 1, shipBy: first },
      { units: 9, shipBy: second },
    ];
    const { store, at, order } = soldSale({ terms: { waves } });
    const next = (n: number) => {
      writeHeld(store, { ...HOLD, holdId: `hold_${n}`, account: `e1.account-${n}` });
      store.writeStock({ ...store.readStock(), free: store.readStock().free - 1, held: store.readStock().held + 1 });
      const placed = redeem(at(NOW_MS), {
        shop: SALE.shop,
        holdId: `hold_${n}`,
        orderId: `ord_${n}`,
        proofSent: false,
      });
      return placed.ok ? placed.value.order.shipBy : undefined;
    };
    expect(order.shipBy).toBe(new Date(first).toISOString());
    expect(next(2)).toBe(new Date(second).toISOString());
    cancelOrder(at(NOW_MS), CANCEL);
    expect(next(3)).toBe(new Date(first).toISOString());
  });

  it.each<[string, Partial<Hold>, RedeemCommand["paid"], object]>([
    [
      "booked by its deposit",
      PICKUP,
      { amountMinor: 100_000, currency: "INR" },
      { ok: true, value: { order: { state: "booked" } } },
    ],
    [
      "paid by all of the price",
      PICKUP,
      { amountMinor: 1_399_900, currency: "INR" },
      { ok: true, value: { order: { state: "paid" } } },
    ],
    [
      "refused with less than the deposit",
      PICKUP,
      { amountMinor: 99_999, currency: "INR" },
      { ok: false, error: { kind: "balance-due", due: { amountMinor: 100_000, currency: "INR" } } },
    ],
    [
      "refused in another currency",
      PICKUP,
      { amountMinor: 100_000, currency: "USD" },
      { ok: false, error: { kind: "balance-due" } },
    ],
    ["refused where nothing is said", PICKUP, undefined, { ok: false, error: { kind: "balance-due" } }],
    [
      "refused where it is sent, since nobody would take the rest",
      {},
      { amountMinor: 100_000, currency: "INR" },
      { ok: false, error: { kind: "balance-due", due: { amountMinor: 1_399_900, currency: "INR" } } },
    ],
  ])("of a sale with a deposit is %s", (_, hold, paid, expected) => {
    const deposit = { amountMinor: 100_000, currency: "INR" };
    const { store, buy } = heldSale({ hold, terms: { deposit, collectWithinDays: 10 } });
    const before = store.dump();
    const redeemed = buy({ paid });
    expect(redeemed).toMatchObject(expected);
    if (!redeemed.ok) expect(store.dump()).toEqual(before);
  });

  it("takes a second hold under the same number until something has happened to it", () => {
    const { store, at } = soldSale();
    const again = (n: number) => {
      writeHeld(store, { ...HOLD, holdId: `hold_${n}`, account: `e1.account-${n}` });
      store.writeStock({ ...store.readStock(), free: store.readStock().free - 1, held: store.readStock().held + 1 });
      return redeem(at(NOW_MS), { shop: SALE.shop, holdId: `hold_${n}`, orderId: "ord_1", proofSent: false });
    };
    expect(again(2).ok).toBe(true);
    expect(dispatchOrder(at(NOW_MS), { ...ORDER, address: HOME })).toMatchObject({ ok: true, value: { quantity: 2 } });
    expect(again(3)).toEqual({ ok: false, error: { kind: "order-dispatched", orderId: "ord_1" } });
  });

  it("is unknown to another shop, and one that never was to its own", () => {
    const { at } = soldSale();
    expect(readyOrder(at(NOW_MS), { ...ORDER, by: { shop: "shop-b" } })).toEqual({
      ok: false,
      error: { kind: "sale-unknown" },
    });
    expect(readyOrder(at(NOW_MS), { ...ORDER, orderId: "ord_9" })).toEqual({
      ok: false,
      error: { kind: "order-unknown" },
    });
  });
});

describe("an order that is sent", () => {
  it.each([
    ["exact", "in another spelling of the household", { household: HOLD.household, near: [] }],
    ["near", "with the same numbers", { household: "tidied", near: ["n1"] }],
  ])("goes where the checkout said, and it is said that the address is %s: %s", (addressMatch, _, address) => {
    const { store, at } = soldSale({ hold: { links: ["near:n1"] } });
    expect(dispatchOrder(at(NOW_MS), { ...ORDER, address })).toMatchObject({
      ok: true,
      value: { state: "dispatched", addressMatch },
    });
    expect(store.findOrder("ord_1")).toMatchObject({ state: "dispatched" });
  });

  it("goes to no other household, and stays as it is", () => {
    const { store, at } = soldSale();
    const before = store.dump();
    expect(dispatchOrder(at(NOW_MS), { ...ORDER, address: { household: "elsewhere", near: [] } })).toEqual({
      ok: false,
      error: { kind: "address-changed" },
    });
    expect(store.dump()).toEqual(before);
  });

  it("may go anywhere where the sale does not lock it", () => {
    const { at } = soldSale({ terms: { addressLocked: false } });
    const address = { household: "elsewhere", near: [] };
    expect(dispatchOrder(at(NOW_MS), { ...ORDER, address })).toMatchObject({
      ok: true,
      value: { state: "dispatched" },
    });
  });

  it("goes once, and is neither cancelled nor collected after that", () => {
    const { at } = soldSale();
    const dispatch = { ...ORDER, address: HOME };
    dispatchOrder(at(NOW_MS), dispatch);
    const refused = { ok: false, error: { kind: "order-dispatched", orderId: "ord_1" } };
    expect(dispatchOrder(at(NOW_MS), dispatch)).toEqual(refused);
    expect(cancelOrder(at(NOW_MS), CANCEL)).toEqual(refused);
    expect(collectOrder(at(NOW_MS), { ...ORDER, code: "123456" })).toEqual(refused);
  });

  it("is not collected, nor one that is collected sent", () => {
    const [sent, collected] = [soldSale(), soldSale({ hold: PICKUP })];
    const differs = (fulfilment: string) => ({ ok: false, error: { kind: "fulfilment-differs", fulfilment } });
    expect(readyOrder(sent.at(NOW_MS), ORDER)).toEqual(differs("sent"));
    expect(collectOrder(sent.at(NOW_MS), { ...ORDER, code: "123456" })).toEqual(differs("sent"));
    expect(dispatchOrder(collected.at(NOW_MS), { ...ORDER, address: HOME })).toEqual(differs("collected"));
  });
});

describe("an order that is collected", () => {
  const TERMS = { collectWithinDays: 10, deposit: { amountMinor: 100_000, currency: "INR" } };
  const booked = () => soldSale({ hold: PICKUP, terms: TERMS, redeemed: { paid: TERMS.deposit } });
  const BALANCE = { amountMinor: 1_299_900, currency: "INR" };
  const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

  it("is handed to whoever shows the code and pays the rest", () => {
    const { at, order } = booked();
    const code = order.collect?.code ?? "";
    expect(readyOrder(at(NOW_MS), ORDER)).toMatchObject({ ok: true, value: { state: "ready", balance: BALANCE } });
    const due = { ok: false, error: { kind: "balance-due", due: BALANCE } };
    expect(collectOrder(at(NOW_MS), { ...ORDER, code })).toEqual(due);
    expect(collectOrder(at(NOW_MS), { ...ORDER, code, paid: { ...BALANCE, amountMinor: 1_299_899 } })).toEqual(due);
    expect(collectOrder(at(NOW_MS), { ...ORDER, code, paid: BALANCE })).toMatchObject({
      ok: true,
      value: { state: "collected", paid: { amountMinor: 1_399_900, currency: "INR" } },
    });
    expect(collectOrder(at(NOW_MS), { ...ORDER, code, paid: BALANCE })).toEqual({
      ok: false,
      error: { kind: "order-collected", orderId: "ord_1" },
    });
  });

  it("names the right place to who stands at another one, before it looks at a code", () => {
    const { at } = booked();
    expect(collectOrder(at(NOW_MS), { ...ORDER, code: "000000", partnerId: "p_2" })).toEqual({
      ok: false,
      error: { kind: "wrong-place", partnerId: "p_1" },
    });
  });

  it("looks at five wrong codes in an hour, and at the right one after it", () => {
    const { at, order } = booked();
    const code = order.collect?.code ?? "";
    const left = [1, 2, 3, 4, 5, 6].map((minute) => {
      const tried = collectOrder(at(NOW_MS + minute), { ...ORDER, code: wrong(code) });
      return !tried.ok && tried.error.kind === "code-rejected" ? tried.error.triesLeft : undefined;
    });
    expect(left).toEqual([4, 3, 2, 1, 0, 0]);
    const untilMs = NOW_MS + 1 + 3_600_000;
    expect(collectOrder(at(untilMs - 1), { ...ORDER, code, paid: BALANCE })).toEqual({
      ok: false,
      error: { kind: "code-rejected", triesLeft: 0, triesFromMs: untilMs },
    });
    expect(collectOrder(at(untilMs), { ...ORDER, code, paid: BALANCE }).ok).toBe(true);
  });

  it("lapses when nobody came: its unit is somebody else's and its account may buy again", () => {
    const { store, at, order } = booked();
    const untilMs = Date.parse(order.collect?.until ?? "");
    sweep(at(untilMs - 1));
    expect(store.nextOrderDueMs()).toBe(untilMs);
    expect(store.findOrder("ord_1")?.state).toBe("booked");
    sweep(at(untilMs));
    sweep(at(untilMs + 5000));
    expect(store.findOrder("ord_1")?.state).toBe("lapsed");
    expect(store.readStock()).toMatchObject({ free: 10, held: 0, sold: 0 });
    expect(claimsOf(store, HOLD)).toEqual([0, 0, 0]);
    expect(store.findAccount(HOLD.account)?.unpaidHolds).toBe(0);
    expect(collectOrder(at(untilMs), { ...ORDER, code: order.collect?.code ?? "" })).toEqual({
      ok: false,
      error: { kind: "order-lapsed", orderId: "ord_1" },
    });
  });

  it("has all of its time from when the goods are there", () => {
    const { at } = booked();
    expect(readyOrder(at(NOW_MS + 3 * DAY_MS), ORDER)).toMatchObject({
      value: { collect: { until: "2026-11-14T18:29:59.000Z" } },
    });
  });
});

describe("an order that is cancelled", () => {
  it("gives its unit back within seconds, frees its claims and stays spent", () => {
    const { store, at } = soldSale();
    expect(cancelOrder(at(NOW_MS), CANCEL)).toMatchObject({
      ok: true,
      value: { state: "cancelled", cancelled: { by: "shop", cause: "not_available" } },
    });
    expect(store.readStock()).toMatchObject({ free: 9, held: 1, returning: 1, sold: 0 });
    expect(claimsOf(store, HOLD)).toEqual([0, 0, 0]);
    sweep(at(NOW_MS + 4000));
    expect(store.readStock()).toMatchObject({ free: 10, held: 0, returning: 0, sold: 0 });
    const again = { shop: SALE.shop, holdId: HOLD.holdId, orderId: "ord_2", proofSent: false };
    expect(redeem(at(NOW_MS), again)).toEqual({ ok: false, error: { kind: "token-spent", orderId: "ord_1" } });
  });

  it("withdraws its unit where the shop says so", () => {
    const { store, at } = soldSale();
    cancelOrder(at(NOW_MS), { ...CANCEL, units: "withdraw" });
    expect(store.readStock()).toMatchObject({ free: 9, held: 0, sold: 0, withdrawn: 1 });
    expect(store.nextDueMs()).toBeUndefined();
  });

  it.each([
    [9, { ok: true }],
    [10, { ok: false, error: { kind: "units-promised", units: 1 } }],
  ])("withdraws its unit of ten where %i are promised only if one is left over", (promised, answer) => {
    const { store, at } = soldSale();
    promiseUnits(at(NOW_MS), { shop: SALE.shop, units: promised });
    const before = store.dump();
    expect(cancelOrder(at(NOW_MS), { ...CANCEL, units: "withdraw" })).toMatchObject(answer);
    if (!answer.ok) expect(store.dump()).toEqual(before);
    const { received, withdrawn } = store.readStock();
    expect(received - withdrawn).toBeGreaterThanOrEqual(promised);
  });

  it("returns its unit to who is invited, all of them being promised", () => {
    const { store, at } = soldSale();
    promiseUnits(at(NOW_MS), { shop: SALE.shop, units: 10 });
    expect(cancelOrder(at(NOW_MS), CANCEL)).toMatchObject({ ok: true, value: { state: "cancelled" } });
    expect(store.readStock()).toMatchObject({ sold: 0, withdrawn: 0 });
  });

  it("ends once, and is not sent after that", () => {
    const { at } = soldSale();
    cancelOrder(at(NOW_MS), CANCEL);
    const refused = { ok: false, error: { kind: "order-cancelled", orderId: "ord_1" } };
    expect(cancelOrder(at(NOW_MS), CANCEL)).toEqual(refused);
    expect(dispatchOrder(at(NOW_MS), { ...ORDER, address: HOME })).toEqual(refused);
  });

  it("keeps who, why and in which words, and what it rests on", () => {
    const { store, at } = soldSale();
    cancelOrder(at(NOW_MS + 7), { ...CANCEL, by: "fraud", cause: "unfair", cites: "dec_1" });
    const order = store.findOrder("ord_1");
    expect(order?.cancelled).toEqual({ by: "fraud", cause: "unfair", cites: "dec_1" });
    expect(store.movesOf({ orderId: "ord_1", moves: order?.moves ?? 0 }).at(-1)).toEqual({
      orderId: "ord_1",
      n: 2,
      atMs: NOW_MS + 7,
      from: "paid",
      to: "cancelled",
      units: -1,
      by: "fraud",
      reason: CANCEL.reason,
    });
  });

  it("tells its buyer, who shows the receipt, and nobody else", () => {
    const { store, at, order } = soldSale();
    cancelOrder(at(NOW_MS), { ...CANCEL, by: "fraud", cause: "unfair" });
    const shown = (receipt: string) => viewBuyerOrder({ store }, { orderId: "ord_1", receipt });
    expect(shown(order.receipt)).toMatchObject({
      state: "cancelled",
      appealable: true,
      message: expect.stringMatching(/^The shop cancelled .* object.* back the way it came\.$/),
    });
    expect(shown(order.receipt)).not.toHaveProperty("cancelled");
    expect(shown("another")).toBeUndefined();
    expect(shown("")).toBeUndefined();
  });
});
