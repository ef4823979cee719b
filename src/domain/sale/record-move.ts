import type { EventType, OrderEventData } from "../events/event.ts";
import type { AppealOutcome, Order, OrderMove, OrderState } from "../order/order.ts";
import { assert } from "../result.ts";
import type { SaleContext } from "./context.ts";

type OrderEventType = Exclude<
  Extract<EventType, `order.${string}`>,
  "order.collection_ends" | "order.delayed" | "order.appeal_decided"
>;

const EVENT_OF: { readonly [state in OrderState]: OrderEventType } = {
  paid: "order.placed",
  booked: "order.placed",
  ready: "order.ready",
  dispatched: "order.dispatched",
  collected: "order.collected",
  lapsed: "order.lapsed",
  cancelled: "order.cancelled",
};

/** Writes where an order has come to, and tells of it. */
export function recordMove(context: SaleContext, order: Order, move: Omit<OrderMove, "orderId" | "n">): void {
  context.store.moveOrder(order, move);
  tellOrder(context, EVENT_OF[order.state], order);
}

/** Tells once of an order that the day has passed by which it was to be sent. */
export function recordOverdue(context: SaleContext, order: Order): void {
  context.store.writeOrder({ ...order, overdueTold: true });
  tellOrder(context, "order.overdue", order);
}

/** Tells once of an order that its time to be collected ends soon. */
export function recordEndsSoon(context: SaleContext, order: Order): void {
  const { collect } = order;
  assert(collect?.untilMs !== undefined, "what ends soon ends at a time");
  context.store.writeOrder({ ...order, collect: { ...collect, endTold: true } });
  const data = { ...orderData(context, order), collectUntil: new Date(collect.untilMs).toISOString() };
  context.store.emit({ type: "order.collection_ends", atMs: context.nowMs, data });
}

/** Tells of an order that its shop says a later date now. */
export function recordDelay(context: SaleContext, order: Order, delayedToMs: number): void {
  const data = { ...orderData(context, order), delayedTo: new Date(delayedToMs).toISOString() };
  context.store.emit({ type: "order.delayed", atMs: context.nowMs, data });
}

/** Writes how the appeal of an order was decided, and tells of it. */
export function recordAppeal(context: SaleContext, order: Order, appeal: AppealOutcome): void {
  context.store.writeOrder(order);
  const data = { ...orderData(context, order), appeal };
  context.store.emit({ type: "order.appeal_decided", atMs: context.nowMs, data });
}

function tellOrder(context: SaleContext, type: OrderEventType, order: Order): void {
  context.store.emit({ type, atMs: context.nowMs, data: orderData(context, order) });
}

function orderData({ store }: SaleContext, { orderId, state, units: quantity, shipByMs }: Order): OrderEventData {
  const sale = store.findSale();
  assert(sale !== undefined, "an order is of a sale");
  const shipBy = shipByMs === undefined ? {} : { shipBy: new Date(shipByMs).toISOString() };
  return { saleId: sale.saleId, orderId, state, quantity, ...shipBy };
}
