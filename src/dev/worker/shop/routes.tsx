import { type Context, Hono } from "hono";
import { type BuyerOrder, createFirsthand, type Firsthand } from "../../../client/index.ts";
import type { DrawBook } from "../drawn-shop/draw-book.ts";
import type { Service } from "../env.ts";
import type { AccountIssuer } from "./account-token.ts";
import { answered } from "./answered.ts";
import { CUSTOMER_NAMES, customerOf } from "./customers.ts";
import { createDirectRoutes } from "./direct-routes.tsx";
import { isCode, oneTimeCode } from "./one-time-code.ts";
import type { Order, OrderState } from "./order.ts";
import type { OrderBook } from "./order-book.ts";
import { parseOrderForm, parseVisit } from "./order-form.ts";
import { readBody, wantsJson } from "./read-press.ts";
import { type Buyer, placeOrder, postalAddress } from "./shop-backend.ts";
import { renderShop } from "./shop-page.tsx";
import { shopView } from "./shop-view.ts";
import { unfinishedForm } from "./unfinished-form.ts";
import { readVisitor, switchCustomer, type Visitor } from "./visitor.ts";

export type ShopSettings = {
  readonly key: string;
  readonly saleId: string;
  readonly baseUrl: string;
  readonly orders: OrderBook;
  readonly accounts: AccountIssuer;
  readonly draws: DrawBook;
};

type ShopRoutesOptions = { readonly firsthand: Service; readonly settings: ShopSettings; readonly now: () => number };

/** What the shop's backend works with. */
type Shop = Omit<ShopSettings, "key" | "draws" | "accounts"> & {
  readonly client: Firsthand;
  readonly now: () => number;
};

/** The demo shop: one page, and the backend behind it that holds the shop key as a real shop's would. */
export function createShopRoutes({ firsthand, settings, now }: ShopRoutesOptions): Hono {
  const { key, saleId, baseUrl, orders } = settings;
  // A buyer waits for each answer, so each call is tried once; the page asks again.
  const client = createFirsthand({
    baseUrl,
    shopKey: key,
    deadlineMs: 0,
    fetch: (request) => firsthand.fetch(request),
  });
  const shop: Shop = { saleId, baseUrl, orders, client, now };
  const routes = new Hono();
  routes.route("/direct", createDirectRoutes({ client, saleId, baseUrl, accounts: settings.accounts, now }));
  routes.get("/", (c) => showShop(shop, c));
  routes.post("/api/customer", (c) => chooseCustomer(c));
  routes.post("/api/checkout", (c) => checkOut(shop, c));
  for (const [path, act] of Object.entries({ pay, cancel, "call-off": callOff, verify, again })) {
    routes.post(`/api/${path}`, async (c) => {
      const order = latestOrder(shop, c);
      if (order !== undefined) await act(shop, order, c);
      return c.redirect("/shop", 303);
    });
  }
  return routes;
}

async function showShop({ client, saleId, baseUrl, orders, now }: Shop, c: Context): Promise<Response> {
  const visitor = readVisitor(c, now());
  const customer = customerOf(visitor.customer, visitor.visitorId);
  const sale = await answered(client.sale(saleId));
  // The sale's own clock decides what is shown; this one only stands in while the sale cannot be asked.
  const nowMs = sale.ok ? sale.value.serverTimeMs : now();
  const view = shopView({
    sale: sale.ok ? sale.value : undefined,
    order: orders.find(customer.account.id),
    nowMs,
  });
  const bought = view.kind === "order" ? await boughtOrder({ client, saleId }, view.order) : undefined;
  const perAccount = sale.ok ? sale.value.limits.perAccount : 1;
  const attempt = crypto.randomUUID();
  const partner = c.req.query("partner");
  const page = { view, visitor, customer, saleId, baseUrl, partner, perAccount, bought, attempt, nowMs };
  return c.html(renderShop(page));
}

/** How a paid order stands by now: it is kept where it was sold. */
async function boughtOrder(
  { client, saleId }: Pick<Shop, "client" | "saleId">,
  { state, reference: orderId }: Order,
): Promise<BuyerOrder | undefined> {
  if (state.kind !== "paid") return undefined;
  const shown = await answered(client.orderStatus({ saleId, orderId }, state.receipt));
  return shown.ok ? shown.value : undefined;
}

async function chooseCustomer(c: Context): Promise<Response> {
  const { customer } = await c.req.parseBody();
  const chosen = CUSTOMER_NAMES.find((name) => name === customer);
  if (chosen !== undefined) switchCustomer(c, chosen);
  return c.redirect("/shop", 303);
}

async function checkOut({ client, saleId, orders, now }: Shop, c: Context): Promise<Response> {
  const buyer = buyerOf(c, readVisitor(c, now()));
  const customerId = buyer.customer.account.id;
  const body = await readBody(c);
  const form = parseOrderForm(body);
  const visit = parseVisit(body);
  const reference = `ord-${visit.attempt || crypto.randomUUID()}`;
  if (!form.ok) {
    const state: OrderState = { kind: "incomplete", problems: form.error };
    orders.put({ reference, customerId, form: unfinishedForm(body), state });
    return wantsJson(c) ? c.json({ order: reference, problems: form.error }, 400) : c.redirect("/shop", 303);
  }
  const { order, answer, retryAfterSeconds } = await placeOrder({
    client,
    saleId,
    buyer,
    form: form.value,
    visit,
    previous: orders.find(customerId),
    reference,
    code: oneTimeCode(),
  });
  orders.put(order);
  if (!wantsJson(c)) return c.redirect("/shop", 303);
  if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
  if (answer === undefined) return c.json({ order: reference }, 503);
  // Of the answer, the browser gets what is meant for it, and nothing that says why.
  const { buyer: forBuyer, retryVisitToken, challenge } = answer;
  const allocation = { ...answer.allocation, holdId: undefined };
  return c.json({ order: reference, buyer: forBuyer, allocation, challenge, retryVisitToken });
}

async function pay(shop: Shop, order: Order): Promise<void> {
  if (order.state.kind !== "holding") return;
  const { client, now } = shop;
  const redeemed = await answered(
    client.redeem(
      {
        token: order.state.token,
        orderId: order.reference,
        shippingAddress: postalAddress(order.form.address),
      },
      { idempotencyKey: `pay-${order.reference}` },
    ),
  );
  if (redeemed.ok) moveOn(shop, order, { kind: "paid", paidAtMs: now(), receipt: redeemed.value.order.receipt });
  else if (redeemed.error.kind === "problem") moveOn(shop, order, { kind: "expired" });
  else noteTrouble(shop, order);
}

async function cancel(shop: Shop, order: Order): Promise<void> {
  if (order.state.kind !== "holding") return;
  const { holdId } = order.state;
  const released = await answered(
    shop.client.release({ holdId, reason: "cancelled" }, { idempotencyKey: `cancel-${holdId}` }),
  );
  if (released.ok || released.error.kind === "problem") moveOn(shop, order, { kind: "cancelled" });
  else noteTrouble(shop, order);
}

/** A buyer whose order takes longer than was promised does not want to wait. */
async function callOff(shop: Shop, order: Order): Promise<void> {
  if (order.state.kind !== "paid") return;
  const reference = { saleId: shop.saleId, orderId: order.reference };
  const cancellation = { by: "buyer", cause: "delayed", reason: "The buyer does not wait.", units: "return" } as const;
  const once = { idempotencyKey: `call-off-${order.reference}` };
  const cancelled = await answered(shop.client.cancelOrder(reference, cancellation, once));
  if (!cancelled.ok && cancelled.error.kind !== "problem") noteTrouble(shop, order);
}

async function verify(shop: Shop, order: Order, c: Context): Promise<void> {
  const { code } = await c.req.parseBody();
  if (order.state.kind !== "verify") return;
  if (!isCode(code, order.state.code)) {
    return moveOn(shop, order, { ...order.state, wrongCode: true });
  }
  const settled = await answered(
    shop.client.settleChallenge(
      shop.saleId,
      order.state.challengeId,
      { kind: "shop_otp" },
      { idempotencyKey: `verify-${order.reference}` },
    ),
  );
  if (!settled.ok) return noteTrouble(shop, order);
  const { challengeToken, retryVisitToken } = settled.value;
  shop.orders.put({ ...order, state: { kind: "confirmed", challengeToken }, retryVisitToken });
}

function again({ orders }: Shop, order: Order): void {
  if (order.state.kind !== "holding") orders.remove(order.customerId);
}

function buyerOf(c: Context, { customer, visitorId, deviceId }: Visitor): Buyer {
  return { customer: customerOf(customer, visitorId), deviceId, userAgent: c.req.header("User-Agent") ?? "" };
}

function latestOrder({ orders, now }: Shop, c: Context): Order | undefined {
  const { customer, visitorId } = readVisitor(c, now());
  return orders.find(customerOf(customer, visitorId).account.id);
}

function moveOn({ orders }: Shop, order: Order, state: OrderState): void {
  orders.put({ ...order, state, troubled: false });
}

function noteTrouble({ orders }: Shop, order: Order): void {
  orders.put({ ...order, troubled: true });
}
