import { type Context, Hono } from "hono";
import { createFirsthand, type Registration } from "../../../client/index.ts";
import type { Service } from "../env.ts";
import { answered } from "../shop/answered.ts";
import { type Customer, customerOf, type FormAddress } from "../shop/customers.ts";
import { parseVisit } from "../shop/order-form.ts";
import { readBody, wantsJson } from "../shop/read-press.ts";
import type { ShopSettings } from "../shop/routes.tsx";
import { postalAddress } from "../shop/shop-backend.ts";
import { readVisitor } from "../shop/visitor.ts";
import type { DemoDraw } from "./draw-book.ts";
import { renderDrawnShop } from "./page.tsx";
import { checkoutOf, currentDraw, type DrawnProduct, inventedBuyer, OTHERS, registrationOf } from "./products.ts";

type DrawnShopOptions = {
  readonly product: DrawnProduct;
  readonly firsthand: Service;
  readonly settings: ShopSettings;
  readonly now: () => number;
};

/** What the page hears of a press: an answer of the service, as far as it is meant for a browser, or why there is none. */
type Pressed = { readonly json: object; readonly status: 200 | 409; readonly said?: string };

/** The part of the demo shop that sells one product by a draw: a page, and a press that registers, or buys in the buyer's turn. */
export function createDrawnShopRoutes({ product, firsthand, settings, now }: DrawnShopOptions): Hono {
  const { key, baseUrl, draws } = settings;
  const client = createFirsthand({ baseUrl, shopKey: key, fetch: (request) => firsthand.fetch(request) });
  const routes = new Hono();

  routes.get("/", (c) => show(c));

  routes.post("/press", async (c) => {
    const draw = await currentDraw(client, { draws, product }, now());
    const buyer = buyerOf(c);
    const mine = draw.registrations.get(buyer.customer.account.id);
    const { json, status, said } = mine === undefined ? await register(draw, buyer) : await buy(c, draw, buyer);
    if (wantsJson(c)) return c.json(json, status);
    return said === undefined ? c.redirect(product.path, 303) : await show(c, said);
  });

  async function register(draw: DemoDraw, { customer, address }: DrawnBuyer): Promise<Pressed> {
    const registered = await answered(client.register(draw.saleId, registrationOf(customer, address)));
    if (!registered.ok) return refused("not_available", "Registration is not open at the moment. Look again.");
    draw.registrations.set(customer.account.id, registered.value);
    if (!draw.hasOthers) {
      draw.hasOthers = true;
      const others = Array.from({ length: OTHERS }, (_, index) => inventedBuyer(index + 1));
      await Promise.all(others.map((each) => answered(client.register(draw.saleId, each))));
    }
    return { json: forBrowser(registered.value), status: 200 };
  }

  async function buy(c: Context, draw: DemoDraw, { customer, address, deviceId }: DrawnBuyer): Promise<Pressed> {
    const visit = parseVisit(await readBody(c));
    const orderId = `drawn-${draw.saleId}-${customer.account.id}`;
    const once = { idempotencyKey: visit.attempt || crypto.randomUUID() };
    const checkout = checkoutOf(customer, { address, deviceId, visit });
    const bought = await answered(client.checkout(draw.saleId, checkout, once));
    if (!bought.ok) {
      const said = "It is not your turn, or it is over. Look again.";
      const type = bought.error.kind === "problem" ? bought.error.code : undefined;
      return { json: { type, title: said }, status: 409, said };
    }
    const { allowToken, allocation, buyer, challenge, retryVisitToken } = bought.value;
    if (allocation.status !== "held" || allowToken === undefined) {
      return { json: { buyer, allocation, challenge, retryVisitToken }, status: 200, said: buyer.message };
    }
    const redeemed = await answered(
      client.redeem(
        { token: allowToken, orderId, shippingAddress: postalAddress(address) },
        { idempotencyKey: orderId },
      ),
    );
    if (!redeemed.ok) return refused("payment", "The payment came too late.");
    draw.bought.add(customer.account.id);
    return { json: { buyer, allocation: { status: "held", expiresAt: allocation.expiresAt } }, status: 200 };
  }

  async function show(c: Context, said?: string): Promise<Response> {
    const draw = await currentDraw(client, { draws, product }, now());
    const { customer, name } = buyerOf(c);
    const sale = await client.sale(draw.saleId);
    const registration = draw.registrations.get(customer.account.id);
    const status =
      registration === undefined
        ? undefined
        : await client.registrationStatus(draw.saleId, { registrationId: registration.registrationId });
    return c.html(
      renderDrawnShop({
        product,
        sale,
        baseUrl,
        customerName: name,
        mine: registration && status && { receipt: registration.receipt, status },
        isBought: draw.bought.has(customer.account.id),
        said,
      }),
    );
  }

  function buyerOf(c: Context): DrawnBuyer {
    const { customer: name, visitorId, deviceId } = readVisitor(c, now());
    const customer = customerOf(name, visitorId);
    const address = customer.savedAddress ?? NEW_ADDRESS;
    return { customer, name: name === "new" ? "a new customer" : capitalised(name), deviceId, address };
  }

  return routes;
}

function refused(code: string, message: string): Pressed {
  return { json: { buyer: { code, message, next: "wait" } }, status: 409, said: message };
}

function forBrowser({ receipt, drawAt, buyer }: Registration): object {
  return { receipt, drawAt, buyer };
}

type DrawnBuyer = {
  readonly customer: Customer;
  readonly name: string;
  readonly deviceId: string;
  readonly address: FormAddress;
};

/** What a customer who saved none would write. */
const NEW_ADDRESS: FormAddress = {
  name: "A Buyer",
  line1: "Flat 1",
  line2: "1 North Street",
  city: "Mumbai",
  region: "Maharashtra",
  postalCode: "400001",
};

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
