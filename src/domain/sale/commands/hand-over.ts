import type { AddressMatch, DoorKeys } from "../../identity/address/same-door.ts";
import { COLLECT_TRIES_MAX, COLLECT_TRIES_MS } from "../../limits.ts";
import type { Order } from "../../order/order.ts";
import { type OrderView, orderView, totalMinor } from "../../order/order-view.ts";
import { assert, err, ok, type Result } from "../../result.ts";
import type { Money } from "../../terms/definition.ts";
import { collectUntilMs } from "../../terms/fulfilment.ts";
import type { SaleContext } from "../context.ts";
import { recordMove } from "../record-move.ts";
import type { OrderRefusal, SaleRefusal } from "../refusal.ts";
import { findOpenOrder, type OrderReference, type PlacedReference } from "./find-order.ts";
import { matchOf } from "./match-address.ts";

export type DispatchCommand = OrderReference & {
  /** Where the parcel goes: pseudonyms of the address. */
  readonly address: DoorKeys;
};
export type Dispatched = OrderView & { readonly addressMatch?: AddressMatch };

/** The order is sent. Where the sale locks the address, it goes to the household of the checkout, in whatever spelling. */
export function dispatchOrder(context: SaleContext, command: DispatchCommand): Result<Dispatched, SaleRefusal> {
  const { nowMs } = context;
  const found = findOpenOrder(context, command);
  if (!found.ok) return found;
  const { order, sale } = found.value;
  if (order.collect !== undefined) return err({ kind: "fulfilment-differs", fulfilment: "collected" });
  const matches = sale.definition.addressLocked ? order.holds.map((holdId) => matchHold(context, holdId, command)) : [];
  if (matches.includes("changed")) return err({ kind: "address-changed" });
  const sent: Order = { ...order, state: "dispatched" };
  recordMove(context, sent, { atMs: nowMs, from: order.state, to: "dispatched", units: 0, by: "shop" });
  const match = (["near", "absent", "exact"] as const).find((each) => matches.includes(each));
  return ok({ ...orderView(sent, sale.definition, nowMs), ...(match === undefined ? {} : { addressMatch: match }) });
}

function matchHold({ store }: SaleContext, holdId: string, { address }: DispatchCommand): AddressMatch | "changed" {
  const hold = store.findHold(holdId);
  assert(hold !== undefined, "an order is of holds");
  // Of whoever was forgotten there is no address to compare any more.
  return hold.household === undefined && hold.links.length === 0 ? "absent" : matchOf(hold, address);
}

/** The goods are where they are collected. Nobody's time to collect them runs before that where they had to be sent. */
export function readyOrder(context: SaleContext, reference: OrderReference): Result<OrderView, SaleRefusal> {
  const { nowMs } = context;
  const found = findOpenOrder(context, reference);
  if (!found.ok) return found;
  const { order, sale } = found.value;
  const { collect } = order;
  if (collect === undefined) return err({ kind: "fulfilment-differs", fulfilment: "sent" });
  if (order.state === "ready") return ok(orderView(order, sale.definition, nowMs));
  const fromNowMs = collectUntilMs(sale.definition, nowMs);
  const untilMs = fromNowMs === undefined ? collect.untilMs : Math.max(fromNowMs, collect.untilMs ?? fromNowMs);
  const endTold = untilMs === collect.untilMs ? collect.endTold : undefined;
  const ready: Order = { ...order, state: "ready", collect: { ...collect, untilMs, endTold } };
  recordMove(context, ready, { atMs: nowMs, from: order.state, to: "ready", units: 0, by: "shop" });
  return ok(orderView(ready, sale.definition, nowMs));
}

export type CollectCommand = PlacedReference & {
  /** As the buyer shows it. */
  readonly code: string;
  /** Where they stand; absent where the shop does not say. */
  readonly partnerId?: string | undefined;
  /** What they pay now. */
  readonly paid?: Money | undefined;
};

/** The buyer shows the code and has the goods. Refused in this order: ended, sent, wrong place, code, balance; a wrong code counts. */
export function collectOrder(context: SaleContext, command: CollectCommand): Result<OrderView, SaleRefusal> {
  const { nowMs } = context;
  const found = findOpenOrder(context, command);
  if (!found.ok) return found;
  const { order, sale } = found.value;
  const { collect } = order;
  if (collect === undefined) return err({ kind: "fulfilment-differs", fulfilment: "sent" });
  if (command.partnerId !== undefined && command.partnerId !== collect.partnerId) {
    return err({ kind: "wrong-place", partnerId: collect.partnerId });
  }
  const rejected = tryCode(context, order, command.code);
  if (rejected !== undefined) return err(rejected);
  const { currency } = sale.definition.price;
  const paidNow = command.paid?.currency === currency ? command.paid.amountMinor : 0;
  const paidMinor = order.paidMinor === undefined ? undefined : order.paidMinor + paidNow;
  const dueMinor = paidMinor === undefined ? 0 : totalMinor(order, sale.definition) - paidMinor;
  if (dueMinor > 0) return err({ kind: "balance-due", due: { amountMinor: dueMinor + paidNow, currency } });
  const collected: Order = { ...order, state: "collected", paidMinor, tries: undefined };
  recordMove(context, collected, { atMs: nowMs, from: order.state, to: "collected", units: 0, by: "shop" });
  return ok(orderView(collected, sale.definition, nowMs));
}

/** A code has a million values: so many wrong ones in an hour and no more are looked at, the right one included. */
function tryCode({ store, nowMs }: SaleContext, order: Order, code: string): OrderRefusal | undefined {
  const { tries } = order;
  const runs = tries !== undefined && nowMs < tries.sinceMs + COLLECT_TRIES_MS;
  const { sinceMs, count } = runs ? tries : { sinceMs: nowMs, count: 0 };
  const isBlocked = count >= COLLECT_TRIES_MAX;
  if (!isBlocked && code === order.collect?.code) return undefined;
  const wrong = isBlocked ? count : count + 1;
  if (!isBlocked) store.writeOrder({ ...order, tries: { sinceMs, count: wrong } });
  const triesLeft = COLLECT_TRIES_MAX - wrong;
  return { kind: "code-rejected", triesLeft, triesFromMs: triesLeft > 0 ? undefined : sinceMs + COLLECT_TRIES_MS };
}
