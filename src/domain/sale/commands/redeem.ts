import type { AddressMatch, DoorKeys } from "../../identity/address/same-door.ts";
import { recordHoldEnd } from "../../identity/cluster/neighbourhood.ts";
import type { Order } from "../../order/order.ts";
import { type BuyerOrderView, buyerOrderView } from "../../order/order-view.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Money, SaleDefinition } from "../../terms/definition.ts";
import type { SaleContext } from "../context.ts";
import { linksPaid } from "../history/proofs.ts";
import { planMove, writeMove } from "../move-units.ts";
import { recordMove } from "../record-move.ts";
import type { SaleRefusal } from "../refusal.ts";
import { tellHold } from "../tell-hold.ts";
import { refusalOf } from "./ledger-refusal.ts";
import { matchOf } from "./match-address.ts";
import { placeOrder } from "./place-order.ts";

/** A genuine allow token that a shop brings to turn its hold into a sale. The Worker has checked form, signature and shop. */
export type RedeemCommand = {
  readonly shop: string;
  readonly holdId: string;
  readonly orderId: string;
  /** Where the order goes, if the shop says it: pseudonyms of the address. */
  readonly address?: DoorKeys | undefined;
  /** Thumbprint of the key that signed the holder's proof over this token and order; absent without a valid proof. */
  readonly proofKey?: string | undefined;
  /** What the shop says was paid. */
  readonly paid?: Money | undefined;
  /** A proof was sent, whether or not it was valid. */
  readonly proofSent: boolean;
};

export type Redeemed = {
  readonly status: "sold";
  readonly saleId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly holdId: string;
  readonly orderId: string;
  readonly soldAt: string;
  /** How the order's address is the one of the checkout; absent where the sale does not look. */
  readonly addressMatch?: AddressMatch | undefined;
  readonly order: PlacedOrderView;
  /** Of a test sale, in which nothing was judged: nothing is to be sent for it. */
  readonly test?: true | undefined;
};

/** What the shop tells its buyer of a new order: by when it is sent, or where to show which code; and what proves that it is theirs. */
export type PlacedOrderView = Pick<BuyerOrderView, "state" | "shipBy" | "collect"> & { readonly receipt: string };

/**
 * Turns a hold into a sale and so spends its token, in one step, and makes its order. Refused in this order: spent, released, expired,
 * address changed, proof rejected, and then for what the order is; a refusal consumes nothing.
 */
export function redeem(context: SaleContext, command: RedeemCommand): Result<Redeemed, SaleRefusal> {
  const { store, nowMs } = context;
  const sale = store.findSale();
  const hold = store.findHold(command.holdId);
  if (sale === undefined || sale.shop !== command.shop || hold === undefined) return err({ kind: "token-rejected" });

  const moved = planMove(context, { kind: "redeem", hold, orderId: command.orderId });
  if (!moved.ok) return err(refusalOf(moved.error));
  const { definition } = sale;
  const addressMatch = definition.addressLocked ? matchOf(hold, command.address) : undefined;
  if (addressMatch === "changed") return err({ kind: "address-changed" });
  const proved = command.proofKey !== undefined && command.proofKey === hold.holderKey;
  if ((definition.holderProof === "required" || command.proofSent) && !proved) return err({ kind: "proof-rejected" });
  const { orderId, paid } = command;
  const placed = placeOrder(context, { definition, hold, orderId, paid });
  if (!placed.ok) return placed;

  writeMove(store, moved.value);
  recordMove(context, placed.value.order, placed.value.move);
  if (moved.value.hold !== undefined) store.writeHold({ ...moved.value.hold, addressMatch });
  tellHold(context, "hold.sold", { ...hold, orderId: command.orderId });
  if (hold.turn !== undefined) store.writeTurn({ ...hold.turn, state: "sold", holdId: hold.holdId });
  store.proveClaims({ account: hold.account, links: linksPaid(hold.links, definition.addressLocked) });
  recordHoldEnd(store, hold, { how: "paid", nowMs });
  return ok({
    status: "sold",
    saleId: sale.saleId,
    sku: definition.sku,
    quantity: hold.quantity,
    holdId: hold.holdId,
    orderId: command.orderId,
    soldAt: new Date(nowMs).toISOString(),
    ...(addressMatch === undefined ? {} : { addressMatch }),
    order: placedOrderView(placed.value.order, definition),
    ...(definition.test === undefined ? {} : { test: definition.test }),
  });
}

function placedOrderView(order: Order, definition: SaleDefinition): PlacedOrderView {
  const { state, shipBy, collect } = buyerOrderView(order, definition);
  return {
    state,
    ...(shipBy === undefined ? {} : { shipBy }),
    ...(collect === undefined ? {} : { collect }),
    receipt: order.receipt,
  };
}
