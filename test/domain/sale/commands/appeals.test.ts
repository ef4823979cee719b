import { describe, expect, it } from "vitest";
import { assert } from "../../../../src/domain/result.ts";
import { cancelOrder } from "../../../../src/domain/sale/commands/cancel-order.ts";
import { decideAppeal } from "../../../../src/domain/sale/commands/decide-appeal.ts";
import { viewBuyerOrder } from "../../../../src/domain/sale/read-sale.ts";
import { HOLD, NOW_MS, SALE } from "../fixtures.ts";
import { CANCEL, type Given, soldSale } from "./sold-sale.ts";

const FRAUD = { ...CANCEL, asker: "staff", by: "fraud", cause: "unfair", cites: "dec_1", staff: "ana" } as const;
const APPEAL = { orderId: "ord_1", outcome: "upheld", reason: "A family of four.", staff: "ben" } as const;

/** A sale whose one order was cancelled for fraud by Ana. */
function appealedSale(terms: Given["terms"] = {}) {
  const sale = soldSale({ terms });
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

  it("owes its buyer a ticket where it was upheld in a campaign, the same however often it is said", () => {
    const heardIn = (terms: Given["terms"], outcome: "upheld" | "rejected", later = 0) => {
      const { at } = appealedSale(terms);
      const first = decideAppeal(at(NOW_MS + 1), { ...APPEAL, outcome });
      const said = later === 0 ? first : decideAppeal(at(NOW_MS + later), { ...APPEAL, outcome });
      assert(said.ok, "it is decided");
      return said.value.heard;
    };
    const heard = heardIn({ campaignId: "fridays" }, "upheld");
    expect(heard).toMatchObject({
      kind: "heard",
      shop: SALE.shop,
      campaignId: "fridays",
      account: HOLD.account,
      drawnAtMs: NOW_MS + 1,
    });
    expect(heardIn({ campaignId: "fridays" }, "upheld", 9)).toEqual(heard);
    expect(heardIn({ campaignId: "fridays" }, "rejected")).toBeUndefined();
    expect(heardIn({}, "upheld")).toBeUndefined();
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
