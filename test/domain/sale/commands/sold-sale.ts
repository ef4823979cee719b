import { assert } from "../../../../src/domain/result.ts";
import { type RedeemCommand, redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import type { Hold } from "../../../../src/domain/stock/stock.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { HOLD, NOW_MS, SALE, saleInMemory, writeHeld } from "../fixtures.ts";

export const BY = { shop: SALE.shop };
export const ORDER = { by: BY, orderId: "ord_1" };
export const HOME = { household: HOLD.household, near: [] };
export const PICKUP = { collectAt: "p_1" };
export const IN_INDIA = { timeZone: "Asia/Kolkata" };
export const DAY_MS = 86_400_000;
export const CANCEL = {
  asker: BY,
  orderId: "ord_1",
  by: "shop",
  cause: "not_available",
  reason: "Broken in the warehouse.",
  units: "return",
} as const;

export type Given = {
  readonly hold?: Partial<Hold>;
  readonly terms?: Partial<SaleDefinition>;
  readonly redeemed?: Partial<RedeemCommand>;
};

/** A sale of ten units in which one hold is open. */
export function heldSale({ hold = {}, terms = {} }: Given = {}) {
  const sale = saleInMemory({ ...IN_INDIA, ...terms });
  const held: Hold = { ...HOLD, ...hold };
  writeHeld(sale.store, held);
  sale.store.writeStock({ received: 10, free: 9, held: 1, returning: 0, sold: 0, withdrawn: 0 });
  const buy = (change: Partial<RedeemCommand> = {}) =>
    redeem(sale.at(NOW_MS), { shop: SALE.shop, holdId: held.holdId, orderId: "ord_1", proofSent: false, ...change });
  return { ...sale, buy };
}

/** The same, with the hold redeemed as an order. */
export function soldSale(given: Given = {}) {
  const sale = heldSale(given);
  const redeemed = sale.buy(given.redeemed);
  assert(redeemed.ok, "the order is placed");
  return { ...sale, order: redeemed.value.order };
}
