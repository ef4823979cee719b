import type * as z from "zod";
import { cancelOrder } from "../../app/order/cancel-order.ts";
import { listOrders, showBuyerOrder } from "../../app/order/list-orders.ts";
import { collectOrder, type HandOver, handOver } from "../../app/order/move-order.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import {
  buyerOrderAnswer,
  cancelBody,
  collectBody,
  dispatchBody,
  orderAnswer,
  orderReceiptBody,
  ordersAnswer,
  readyBody,
} from "../../wire/order.ts";
import type { ProblemSlug } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, repeatable } from "../idempotency.ts";
import { exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, keptResponse, problemResponse, resultResponse } from "../respond.ts";
import type { Route, ShopCall, ShopOrPartnerCall, ShopOrStaffCall, ShopStaffOrPartnerCall } from "../route.ts";
import { readKeptCommand, readShopCommand } from "../shop-command.ts";

const ENDED: readonly ProblemSlug[] = [
  "sale-unknown",
  "order-unknown",
  "order-dispatched",
  "order-collected",
  "order-lapsed",
  "order-cancelled",
];

export const listOrdersRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/orders",
  operationId: "listOrders",
  summary: "The orders of a sale",
  description:
    "By their numbers; with `state=overdue` those that were to be sent before now, the longest overdue first. A partner reads those that are collected at its own place.",
  tag: "Shop",
  caller: "shop, staff or partner",
  roles: ANY_ROLE,
  query: [
    { name: "state", description: "Orders in this state alone, or `overdue` ones." },
    { name: "partnerId", description: "Orders that are collected there alone." },
    { name: "cursor", description: "`next` of the page before." },
  ],
  answer: ordersAnswer,
  problems: ["request-invalid", "sale-unknown", "overloaded"],
  handle: list,
};

export const dispatchOrderRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/orders/{orderId}/dispatch",
  operationId: "dispatchOrder",
  summary: "Say that an order is sent, and where",
  description:
    "Where the sale locks the address, it has to be the household of the checkout, in whatever spelling: `addressMatch` says how it is.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: dispatchBody,
  answer: orderAnswer,
  problems: [...ENDED, "address-changed", "fulfilment-differs"],
  handle: (call) => step(call, dispatchBody, (body) => ({ kind: "dispatch", ...body })),
};

export const readyOrderRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/orders/{orderId}/ready",
  operationId: "readyOrder",
  summary: "Say that an order can be collected",
  description: "Where it had to be sent to the partner first, its time to be collected runs from now on.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: readyBody,
  answer: orderAnswer,
  problems: [...ENDED, "fulfilment-differs"],
  handle: (call) => step(call, readyBody, () => ({ kind: "ready" })),
};

export const collectOrderRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/orders/{orderId}/collect",
  operationId: "collectOrder",
  summary: "Hand an order to the buyer who shows its code",
  description:
    "Five wrong codes in an hour, and none is looked at until it is over. What the buyer pays now is said in `paid`, where a deposit was taken. A partner hands over what is collected at its own place: of another order it is told where that waits.",
  tag: "Shop",
  caller: "shop or partner",
  keyed: true,
  body: collectBody,
  answer: orderAnswer,
  problems: [...ENDED, "fulfilment-differs", "wrong-place", "code-rejected", "balance-due"],
  handle: collect,
};

export const cancelOrderRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/orders/{orderId}/cancel",
  operationId: "cancelOrder",
  summary: "End an order before it is handed over",
  description:
    "The buyer is told why, in words of our own, and what happens to the money; paying it back is the shop's. For fraud by staff alone, who cite a decision or a case: that opens an appeal.",
  tag: "Shop",
  caller: "shop or staff",
  roles: TRUST_ROLES,
  keyed: true,
  body: cancelBody,
  answer: orderAnswer,
  problems: [...ENDED, "units-promised", "decision-unknown", "case-unknown"],
  handle: cancel,
};

export const orderStatusRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/orders/{orderId}/status",
  operationId: "orderStatus",
  summary: "How an order stands, for its buyer",
  description:
    "For anybody who has its receipt, which redeeming the token gave. Receipts travel in bodies, never in addresses.",
  tag: "Public",
  caller: "anybody",
  body: orderReceiptBody,
  answer: buyerOrderAnswer,
  problems: ["sale-unknown", "order-unknown", "rate-limited", "overloaded"],
  handle: showStatus,
};

async function list({ c, reader }: ShopStaffOrPartnerCall): Promise<Response> {
  const { saleId } = namedIn(c);
  const query = { state: c.req.query("state"), partnerId: c.req.query("partnerId"), cursor: c.req.query("cursor") };
  const listed = await listOrders(depsOf(c), { reader, saleId }, query);
  if (!listed.ok) return problemResponse(c, listed.error);
  const { orders, next } = listed.value;
  return jsonResponse({ orders, ...(next === undefined ? {} : { next }) });
}

async function step<Schema extends z.ZodType>(
  call: ShopCall,
  schema: Schema,
  stepOf: (body: z.infer<Schema>) => HandOver,
): Promise<Response> {
  const { c, shop } = call;
  const command = await readShopCommand(call, schema);
  if (!command.ok) return problemResponse(c, command.error);
  const order = { ...namedIn(c), shop: shop.id };
  return await keptResponse(c, await handOver(depsOf(c), order, stepOf(command.value.body), command.value.call));
}

async function collect({ c, by, source }: ShopOrPartnerCall): Promise<Response> {
  const command = await readKeptCommand(c, source, collectBody);
  if (!command.ok) return problemResponse(c, command.error);
  const { body, call } = command.value;
  return await keptResponse(c, await collectOrder(depsOf(c), { ...namedIn(c), by }, body, call));
}

async function cancel({ c, reader, source, staff }: ShopOrStaffCall): Promise<Response> {
  const key = idempotencyKey(c);
  if (!key.ok) return problemResponse(c, key.error);
  const body = await readBody(c, cancelBody);
  if (!body.ok) return problemResponse(c, body.error);
  const call = repeatable(c, { caller: source, key: key.value, body: body.value.json });
  const canceller = { ...namedIn(c), staff, asker: reader };
  return await keptResponse(c, await cancelOrder(depsOf(c), canceller, body.value.value, call));
}

async function showStatus(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const body = await readBody(c, orderReceiptBody);
  if (!body.ok) return problemResponse(c, body.error);
  return resultResponse(c, await showBuyerOrder(depsOf(c), { ...namedIn(c), ...body.value.value }));
}

function namedIn(c: HttpContext): { readonly saleId: string; readonly orderId: string } {
  return { saleId: c.req.param("saleId") ?? "", orderId: c.req.param("orderId") ?? "" };
}
