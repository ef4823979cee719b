import type * as z from "zod";
import { isSaleId } from "../../domain/ids.ts";
import type { BuyerOrderView } from "../../domain/order/order-view.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { PartnerParty, Party } from "../../domain/sale/party.ts";
import type { OrderRecord } from "../../domain/sale/read-sale.ts";
import type { ListedOrders, OrderCursor } from "../../objects/sale.listing.ts";
import { orderFilter } from "../../wire/order.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callSale, orProblem } from "../sale-call.ts";

/** What a list of orders is asked for, as it stands in an address. */
export type OrdersQuery = {
  readonly state?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly cursor?: string | undefined;
};

/** A page of the orders of a sale; `next` is the cursor of the one after it. */
export type OrdersPage = Pick<ListedOrders, "orders" | "counts"> & { readonly next?: string };

/** @returns `request-invalid` where a state or a cursor is none */
export async function listOrders(
  deps: Deps,
  { reader, saleId }: { readonly reader: Party | PartnerParty; readonly saleId: string },
  { state, partnerId, cursor }: OrdersQuery,
): Promise<Result<OrdersPage, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const [asked, after] = [readState(state), readCursor(cursor)];
  if (!asked.ok) return asked;
  if (!after.ok) return after;
  const filter = { state: asked.value, partnerId, after: after.value };
  const listed = orProblem(await callSale(deps, saleId, async (sale) => await sale.orders(reader, filter)));
  if (!listed.ok) return listed;
  const { orders, counts, next } = listed.value;
  return ok({ orders, counts, ...(next === undefined ? {} : { next: cursorText(next) }) });
}

/** An order with all that it went through, for staff. */
export async function showOrder(deps: Deps, saleId: string, orderId: string): Promise<Result<OrderRecord, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  return orProblem(await callSale(deps, saleId, async (sale) => await sale.orderRecord("staff", orderId)));
}

/** An order as its buyer sees it, who shows the receipt. Of all else it is said alike that there is none. */
export async function showBuyerOrder(
  deps: Deps,
  { saleId, orderId, receipt }: { readonly saleId: string; readonly orderId: string; readonly receipt: string },
): Promise<Result<BuyerOrderView, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const found = await callSale(deps, saleId, async (sale) => await sale.buyerOrder(orderId, receipt));
  if (!found.ok) return found;
  return found.value === undefined ? err(problemOf({ kind: "order-unknown" })) : ok(found.value);
}

function readState(state: string | undefined): Result<z.infer<typeof orderFilter> | undefined, Problem> {
  if (state === undefined) return ok(undefined);
  const known = orderFilter.safeParse(state);
  const detail = `must be one of ${orderFilter.options.join(", ")}`;
  return known.success ? ok(known.data) : err(invalid([{ pointer: "?state", detail }]));
}

/** A date in milliseconds or nothing, a tilde, and the number of an order, which may hold anything. */
function readCursor(cursor: string | undefined): Result<OrderCursor | undefined, Problem> {
  if (cursor === undefined) return ok(undefined);
  const [, date, orderId] = /^(\d{0,15})~(.+)$/s.exec(cursor) ?? [];
  if (date === undefined || orderId === undefined) {
    return err(invalid([{ pointer: "?cursor", detail: "must be next of the page before" }]));
  }
  return ok({ orderId, ...(date === "" ? {} : { shipByMs: Number(date) }) });
}

function cursorText({ orderId, shipByMs }: OrderCursor): string {
  return `${shipByMs ?? ""}~${orderId}`;
}
