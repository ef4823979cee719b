import type { EventType } from "../events/event.ts";
import type { Order, OrderMove, OrderState } from "../order/order.ts";
import { assert } from "../result.ts";
import type { SaleContext } from "./context.ts";

type OrderEventType = Extract<EventType, `order.${string}`>;

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

function tellOrder({ store, nowMs }: SaleContext, type: OrderEventType, order: Order): void {
  const sale = store.findSale();
  assert(sale !== undefined, "an order is of a sale");
  const { orderId, state, units: quantity, shipByMs } = order;
  const shipBy = shipByMs === undefined ? {} : { shipBy: new Date(shipByMs).toISOString() };
  store.emit({ type, atMs: nowMs, data: { saleId: sale.saleId, orderId, state, quantity, ...shipBy } });
}
