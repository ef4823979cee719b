import { describe, expect, it } from "vitest";
import { assert } from "../../../../src/domain/result.ts";
import { cancelOrder } from "../../../../src/domain/sale/commands/cancel-order.ts";
import { decideAppeal } from "../../../../src/domain/sale/commands/decide-appeal.ts";
import { viewBuyerOrder } from "../../../../src/domain/sale/read-sale.ts";
import { NOW_MS } from "../fixtures.ts";
import { CANCEL, soldSale } from "./sold-sale.ts";

const FRAUD = { ...CANCEL, asker: "staff", by: "fraud", cause: "unfair", cites: "dec_1", staff: "ana" } as const;
const APPEAL = { orderId: "ord_1", outcome: "upheld", reason: "A family of four.", staff: "ben" } as const;

/** A sale whose one order was cancelled for fraud by Ana. */
function appealedSale() {
  const sale = soldSale();
  assert(cancelOrder(sale.at(NOW_MS), FRAUD).ok, "it is cancelled");
  const told = () =>
    sale.store.dump().events.flatMap(([, { type, data }]) => (type === "order.appeal_decided" ? [data] : []));
  const shown = () => viewBuyerOrder(sale, { orderId: "ord_1", receipt: sale.order.receipt });
  return { ...sale, told, shown };
}

describe("the appeal of an order that was cancelled for fraud", () => {
  it("is open until somebody else decides it, and its buyer reads that a person looks", () => {
    const { shown } = appealedSale();
    expect(shown()).toMatchObject({
      appeal: "open",
      appealable: true,
      message: expect.stringContaining("You can object"),
    });
  });

  it.each([
    ["upheld", "you were right"],
    ["rejected", "it stays cancelled"],
  ] as const)("that is %s is told to its buyer and its shop, without the reason", (outcome, words) => {
    const { at, shown, told, store } = appealedSale();
    const stock = store.readStock();
    expect(decideAppeal(at(NOW_MS + 1), { ...APPEAL, outcome })).toMatchObject({
      ok: true,
      value: { cites: "dec_1", order: { state: "cancelled", cancelled: { by: "fraud", appeal: outcome } } },
    });
    expect(shown()).toMatchObject({ appeal: outcome, message: expect.stringContaining(words) });
    expect(shown()?.message).toMatch(/pays .* back the way it came\.$/);
    expect(shown()).not.toHaveProperty("appealable");
    expect(JSON.stringify([shown(), told()])).not.toContain(APPEAL.reason);
    expect(told()).toMatchObject([{ orderId: "ord_1", state: "cancelled", appeal: outcome }]);
    expect(store.readStock()).toEqual(stock);
  });

  it("is decided once: the same again changes nothing, and another answer comes too late", () => {
    const { at, told, store } = appealedSale();
    const first = decideAppeal(at(NOW_MS), APPEAL);
    const kept = store.findOrder("ord_1");
    expect(decideAppeal(at(NOW_MS + 9), { ...APPEAL, reason: "Again." })).toEqual(first);
    const late = { ok: false, error: { kind: "appeal-not-open", because: "decided" } };
    expect(decideAppeal(at(NOW_MS + 9), { ...APPEAL, outcome: "rejected" })).toEqual(late);
    expect(decideAppeal(at(NOW_MS + 9), { ...APPEAL, staff: "cem" })).toEqual(late);
    expect(store.findOrder("ord_1")).toEqual(kept);
    expect(told()).toHaveLength(1);
  });

  it("is decided by nobody who cancelled it", () => {
    const { at, shown } = appealedSale();
    expect(decideAppeal(at(NOW_MS), { ...APPEAL, staff: "ana" })).toEqual({
      ok: false,
      error: { kind: "appeal-not-open", because: "own" },
    });
    expect(shown()?.appeal).toBe("open");
  });

  it("is none of an order that goes its way, or was cancelled for another reason, or is unknown", () => {
    const { at } = soldSale();
    const none = { ok: false, error: { kind: "appeal-not-open", because: "none" } };
    expect(decideAppeal(at(NOW_MS), APPEAL)).toEqual(none);
    cancelOrder(at(NOW_MS), CANCEL);
    expect(decideAppeal(at(NOW_MS), APPEAL)).toEqual(none);
    expect(decideAppeal(at(NOW_MS), { ...APPEAL, orderId: "ord_9" })).toEqual({
      ok: false,
      error: { kind: "order-unknown" },
    });
  });
});
