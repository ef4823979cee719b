import { type Context, Hono } from "hono";
import { createFirsthand } from "../../../client/index.ts";
import type { Service } from "../env.ts";
import { answered } from "../shop/answered.ts";
import { type Customer, customerOf, type FormAddress } from "../shop/customers.ts";
import type { ShopSettings } from "../shop/routes.tsx";
import { postalAddress } from "../shop/shop-backend.ts";
import { readVisitor } from "../shop/visitor.ts";
import { COMPANY, checkoutOf, currentDraw, inventedBuyer, registrationOf } from "./demo-draw.ts";
import { renderDrawnShop } from "./page.tsx";

type DrawnShopOptions = { readonly firsthand: Service; readonly settings: ShopSettings; readonly now: () => number };

/** The part of the demo shop that sells by a draw: a page, and two presses. */
export function createDrawnShopRoutes({ firsthand, settings, now }: DrawnShopOptions): Hono {
  const { key, baseUrl, draws } = settings;
  const client = createFirsthand({ baseUrl, shopKey: key, fetch: (request) => firsthand.fetch(request) });
  const routes = new Hono();

  routes.get("/", (c) => show(c));

  routes.post("/register", async (c) => {
    const draw = await currentDraw(client, draws, now());
    const { customer, address } = buyerOf(c);
    const registered = await answered(client.register(draw.saleId, registrationOf(customer, address)));
    if (!registered.ok) return await show(c, "Registration is not open at the moment. Look again.");
    draw.registrations.set(customer.account.id, registered.value);
    if (!draw.hasCompany) {
      draw.hasCompany = true;
      const company = Array.from({ length: COMPANY }, (_, index) => inventedBuyer(index + 1));
      await Promise.all(company.map((buyer) => answered(client.register(draw.saleId, buyer))));
    }
    return c.redirect("/shop/draw", 303);
  });

  routes.post("/buy", async (c) => {
    const draw = await currentDraw(client, draws, now());
    const { customer, address, deviceId } = buyerOf(c);
    const orderId = `drawn-${draw.saleId}-${customer.account.id}`;
    const once = { idempotencyKey: orderId };
    const bought = await answered(client.checkout(draw.saleId, checkoutOf(customer, address, deviceId), once));
    if (!bought.ok) return await show(c, "It is not your turn, or it is over. Look again.");
    const { allowToken, allocation, buyer } = bought.value;
    if (allocation.status !== "held" || allowToken === undefined) return await show(c, buyer.message);
    const shippingAddress = postalAddress(address);
    const redeemed = await answered(client.redeem({ token: allowToken, orderId, shippingAddress }, once));
    if (!redeemed.ok) return await show(c, "The payment came too late.");
    draw.bought.add(customer.account.id);
    return c.redirect("/shop/draw", 303);
  });

  async function show(c: Context, said?: string): Promise<Response> {
    const draw = await currentDraw(client, draws, now());
    const { customer, name } = buyerOf(c);
    const sale = await client.sale(draw.saleId);
    const registration = draw.registrations.get(customer.account.id);
    const status =
      registration === undefined
        ? undefined
        : await client.registrationStatus(draw.saleId, { registrationId: registration.registrationId });
    return c.html(
      renderDrawnShop({
        sale,
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
