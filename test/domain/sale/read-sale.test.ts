import { describe, expect, it } from "vitest";
import { redeem } from "../../../src/domain/sale/commands/redeem.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { viewDecision, viewLedger, viewSale } from "../../../src/domain/sale/read-sale.ts";
import { attemptOf, checkOut, NOW_MS, policyOf, recordedUnder, SALE, saleInMemory } from "./fixtures.ts";

const OWNER = { shop: SALE.shop };
const STRANGER = { shop: "shop-b" };

function afterOneCheckout() {
  const sale = saleInMemory();
  checkOut(sale.at(NOW_MS), policyOf([]), attemptOf(1));
  const record = recordedUnder(sale.store, attemptOf(1));
  const holdId = record?.allocation.status === "held" ? record.allocation.holdId : "";
  return { ...sale, decisionId: record?.decisionId ?? "", holdId };
}

describe("the ledger of a sale", () => {
  it.each([OWNER, "staff"] as const)("gives exact figures to %o", (reader) => {
    const { at } = afterOneCheckout();
    expect(viewLedger(at(NOW_MS), reader)).toEqual({
      ok: true,
      value: {
        received: 10,
        free: 9,
        held: 1,
        returning: 0,
        sold: 0,
        withdrawn: 0,
        attempts: 1,
        unwrittenAttempts: 0,
        verdicts: { allow: 1, challenge: 0, review: 0, deny: 0 },
      },
    });
  });

  it("does not exist for another shop", () => {
    const { at } = afterOneCheckout();
    expect(viewLedger(at(NOW_MS), STRANGER)).toEqual({ ok: false, error: { kind: "sale-unknown" } });
  });
});

describe("a decision", () => {
  it("never changes, and comes with its hold as it is now", () => {
    const { store, at, decisionId, holdId } = afterOneCheckout();
    const before = viewDecision(at(NOW_MS), OWNER, decisionId);
    redeem(at(NOW_MS), { shop: SALE.shop, holdId, orderId: "ord_1", proofSent: false });
    const after = viewDecision(at(NOW_MS), "staff", decisionId);
    expect(before).toMatchObject({ ok: true, value: { hold: { state: "held" } } });
    expect(after).toMatchObject({ ok: true, value: { hold: { state: "sold", orderId: "ord_1" } } });
    expect(after.ok && after.value.record).toEqual(before.ok && before.value.record);
    expect(store.findAttempt(decisionId)?.record).toEqual(before.ok && before.value.record);
  });

  it.each(["its id from another shop", "an id that never was"])("is unknown: %s", (what) => {
    const { at, decisionId } = afterOneCheckout();
    const [reader, id] = what.startsWith("its") ? [STRANGER, decisionId] : [OWNER, "dec_mi3-2_none"];
    expect(viewDecision(at(NOW_MS), reader, id)).toEqual({ ok: false, error: { kind: "decision-unknown" } });
  });
});

describe("a sale", () => {
  it("is seen with its stock, or not at all", () => {
    const { store } = afterOneCheckout();
    expect(viewSale({ store })).toMatchObject({ sale: SALE, stock: { free: 9, held: 1 } });
    expect(viewSale({ store: mapSaleStore() })).toBeUndefined();
  });
});
