import type { Money, SaleDefinition } from "../terms/definition.ts";
import { type ShippingTerms, shipByMs } from "../terms/fulfilment.ts";
import {
  type AppealState,
  appealOf,
  type CancelCause,
  type Cancellation,
  type CancelledBy,
  isOpen,
  isOverdue,
  type Order,
  type OrderState,
} from "./order.ts";
import { buyerWords } from "./order-words.ts";

/** An order as its shop, its partner and the staff read it. Times are RFC 3339 in UTC. */
export type OrderView = {
  readonly orderId: string;
  readonly state: OrderState;
  readonly quantity: number;
  readonly placedAt: string;
  /** By when the buyer was promised that it is sent. */
  readonly shipBy?: string;
  /** The later date that the shop has announced since. */
  readonly delayedTo?: string;
  readonly overdue: boolean;
  readonly collect?: { readonly partnerId: string; readonly until?: string };
  readonly paid?: Money;
  /** What is left to pay, where the order was booked by a deposit. */
  readonly balance?: Money;
  /** There is an appeal where it was cancelled for fraud. */
  readonly cancelled?: { readonly by: CancelledBy; readonly cause: CancelCause; readonly appeal?: AppealState };
};

/** The same as its buyer reads it, who alone is told the code. */
export type BuyerOrderView = Omit<OrderView, "overdue" | "cancelled" | "collect"> & {
  readonly collect?: OrderView["collect"] & { readonly code: string };
  /** Whether the buyer may have it cancelled at no cost, because the shop announced a later date. */
  readonly freeCancel: boolean;
  readonly message: string;
  readonly appealable?: true;
  readonly appeal?: AppealState;
};

export function orderView(order: Order, definition: SaleDefinition, nowMs: number): OrderView {
  const { cancelled } = order;
  return {
    ...commonView(order, definition),
    overdue: isOverdue(order, nowMs),
    ...(order.collect === undefined ? {} : { collect: placeView(order.collect) }),
    ...(cancelled === undefined ? {} : { cancelled: cancelledView(order, cancelled) }),
  };
}

export function buyerOrderView(order: Order, definition: SaleDefinition): BuyerOrderView {
  const { collect } = order;
  const appeal = appealOf(order);
  const common = commonView(order, definition);
  return {
    ...common,
    ...(collect === undefined ? {} : { collect: { ...placeView(collect), code: collect.code } }),
    freeCancel: common.delayedTo !== undefined,
    message: buyerWords(order, { currency: definition.price.currency, isDelayed: common.delayedTo !== undefined }),
    ...(appeal === "open" ? { appealable: true } : {}),
    ...(appeal === undefined ? {} : { appeal }),
  };
}

/** What an order costs in all, in the smallest unit of the sale's currency. */
export function totalMinor({ units }: Pick<Order, "units">, { price }: SaleDefinition): number {
  return units * price.amountMinor;
}

function commonView(order: Order, definition: SaleDefinition) {
  const { currency } = definition.price;
  const { paidMinor, shipByMs: promisedMs } = order;
  const delayedToMs = delayedTo(order, definition);
  const owedMinor = paidMinor === undefined ? 0 : Math.max(0, totalMinor(order, definition) - paidMinor);
  return {
    orderId: order.orderId,
    state: order.state,
    quantity: order.units,
    placedAt: new Date(order.placedAtMs).toISOString(),
    ...(promisedMs === undefined ? {} : { shipBy: new Date(promisedMs).toISOString() }),
    ...(delayedToMs === undefined ? {} : { delayedTo: new Date(delayedToMs).toISOString() }),
    ...(paidMinor === undefined ? {} : { paid: { amountMinor: paidMinor, currency } }),
    ...(owedMinor > 0 && isOpen(order.state) ? { balance: { amountMinor: owedMinor, currency } } : {}),
  };
}

/** The later date that the terms say by now of an order that is still to be sent. */
export function delayedTo(order: Order, terms: ShippingTerms): number | undefined {
  if (!isOpen(order.state) || order.state === "ready" || order.shipByMs === undefined) return undefined;
  const nowSaidMs = shipByMs(terms, order);
  return nowSaidMs !== undefined && nowSaidMs > order.shipByMs ? nowSaidMs : undefined;
}

function placeView({ partnerId, untilMs }: NonNullable<Order["collect"]>) {
  return { partnerId, ...(untilMs === undefined ? {} : { until: new Date(untilMs).toISOString() }) };
}

function cancelledView(order: Order, { by, cause }: Cancellation): NonNullable<OrderView["cancelled"]> {
  const appeal = appealOf(order);
  return { by, cause, ...(appeal === undefined ? {} : { appeal }) };
}
