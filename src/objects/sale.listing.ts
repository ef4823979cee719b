import { ORDERS_PER_PAGE } from "../domain/limits.ts";
import type { Order, OrderState } from "../domain/order/order.ts";
import { type OrderView, orderView } from "../domain/order/order-view.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import { mayTouch, type PartnerParty, type Party } from "../domain/sale/party.ts";
import type { SaleRefusal } from "../domain/sale/refusal.ts";
import type { SaleDefinition } from "../domain/terms/definition.ts";
import { type OrderRow, toOrder } from "./sale.orders.ts";

/** Orders that somebody has to do something about: send them, or look at them again. */
export type OrderQueue = "overdue" | "appeal";

/** Which orders of a sale, from behind one. */
export type OrderFilter = {
  readonly state?: OrderState | OrderQueue | undefined;
  readonly partnerId?: string | undefined;
  readonly after?: OrderCursor | undefined;
};

/** The last order of a page; of a list of overdue ones with the date that it was promised for. */
export type OrderCursor = { readonly orderId: string; readonly shipByMs?: number | undefined };

/** A page of orders, and how many there are in each state and overdue. */
export type ListedOrders = {
  readonly orders: readonly OrderView[];
  readonly next?: OrderCursor | undefined;
  readonly counts: { readonly [state in OrderState | OrderQueue]?: number };
};

const APPEALED = "state = 'cancelled' AND cancelled ->> 'by' = 'fraud' AND cancelled ->> 'appeal' IS NULL";
const UNSENT = "ship_by_ms IS NOT NULL AND state IN ('paid', 'booked')";

/** Orders by their numbers; overdue ones by the dates that they were promised for, the longest overdue first. */
export function viewOrders(
  { store, nowMs }: SaleContext,
  rows: () => SqlStorage,
  reader: Party | PartnerParty,
  filter: OrderFilter,
): Result<ListedOrders, SaleRefusal> {
  const sale = store.findSale();
  if (sale === undefined) return err({ kind: "sale-unknown" });
  if (reader !== "staff" && "partner" in reader) {
    return ok(listOrders(rows(), sale.definition, { ...filter, partnerId: reader.partner }, nowMs));
  }
  if (!mayTouch(reader, sale.shop)) return err({ kind: "sale-unknown" });
  return ok(listOrders(rows(), sale.definition, filter, nowMs));
}

function listOrders(sql: SqlStorage, definition: SaleDefinition, filter: OrderFilter, nowMs: number): ListedOrders {
  const orders = pageOf(sql, filter, nowMs);
  const page = orders.slice(0, ORDERS_PER_PAGE);
  const last = page.at(-1);
  const next = orders.length > page.length && last !== undefined ? last : undefined;
  return {
    orders: page.map((order) => orderView(order, definition, nowMs)),
    ...(next === undefined ? {} : { next: { orderId: next.orderId, shipByMs: next.shipByMs } }),
    counts: countOrders(sql, nowMs),
  };
}

/** One more than a page has, where there are more. */
function pageOf(sql: SqlStorage, { state, partnerId, after }: OrderFilter, nowMs: number): readonly Order[] {
  const { where, bound, by } = conditionOf(state, after, nowMs);
  const rows = sql.exec<OrderRow>(
    `SELECT * FROM sale_order WHERE ${where} AND (?1 IS NULL OR collect_at = ?1) ORDER BY ${by} LIMIT ?2`,
    partnerId ?? null,
    ORDERS_PER_PAGE + 1,
    ...bound,
  );
  return rows.toArray().map(toOrder);
}

function conditionOf(state: OrderFilter["state"], after: OrderCursor | undefined, nowMs: number) {
  const orderId = after?.orderId ?? "";
  if (state === undefined) return { where: "order_id > ?3", bound: [orderId], by: "order_id" };
  if (state === "appeal") return { where: `${APPEALED} AND order_id > ?3`, bound: [orderId], by: "order_id" };
  if (state !== "overdue") return { where: "state = ?3 AND order_id > ?4", bound: [state, orderId], by: "order_id" };
  return {
    where: `${UNSENT} AND ship_by_ms <= ?3 AND (ship_by_ms, order_id) > (?4, ?5)`,
    bound: [nowMs, after?.shipByMs ?? Number.MIN_SAFE_INTEGER, orderId],
    by: "ship_by_ms, order_id",
  };
}

function countOrders(sql: SqlStorage, nowMs: number): ListedOrders["counts"] {
  const states = sql.exec<{ state: OrderState; orders: number }>(
    "SELECT state, COUNT(*) AS orders FROM sale_order GROUP BY state",
  );
  return {
    ...Object.fromEntries([...states].map(({ state, orders }) => [state, orders])),
    ...countWaitingOrders(sql, nowMs),
  };
}

/** How many orders of a sale wait for somebody. */
export type WaitingOrders = { readonly [queue in OrderQueue]: number };

export function countWaitingOrders(sql: SqlStorage, nowMs: number): WaitingOrders {
  return sql
    .exec<{ overdue: number; appeal: number }>(
      `SELECT (SELECT COUNT(*) FROM sale_order WHERE ${UNSENT} AND ship_by_ms <= ?) AS overdue,
              (SELECT COUNT(*) FROM sale_order WHERE ${APPEALED}) AS appeal`,
      nowMs,
    )
    .one();
}
