import { type Context, Hono } from "hono";
import * as z from "zod";
import { createFirsthand } from "../../../client/index.ts";
import type { Service } from "../env.ts";
import { answered } from "../shop/answered.ts";
import { customerOf, type FormAddress } from "../shop/customers.ts";
import { readBody, wantsJson } from "../shop/read-press.ts";
import type { ShopSettings } from "../shop/routes.tsx";
import { readVisitor } from "../shop/visitor.ts";
import { createDesk, type DrawnBuyer } from "./desk.ts";
import { renderDrawnShop } from "./page.tsx";
import { currentDraw, type DrawnProduct } from "./products.ts";

type DrawnShopOptions = {
  readonly product: DrawnProduct;
  readonly firsthand: Service;
  readonly settings: ShopSettings;
  readonly now: () => number;
};

/** The part of the demo shop that sells one product by a draw: a page, and a press that registers, or buys in the buyer's turn. */
export function createDrawnShopRoutes({ product, firsthand, settings, now }: DrawnShopOptions): Hono {
  const { key, baseUrl, draws } = settings;
  const client = createFirsthand({ baseUrl, shopKey: key, fetch: (request) => firsthand.fetch(request) });
  const desk = createDesk(client, product);
  const routes = new Hono();

  routes.get("/", (c) => show(c));

  routes.post("/press", async (c) => {
    const draw = await currentDraw(client, { draws, product }, now());
    const buyer = buyerOf(c);
    const mine = draw.registrations.get(buyer.customer.account.id);
    const { json, status, said } =
      mine === undefined ? await desk.register(draw, buyer) : await desk.buy(draw, buyer, await readBody(c));
    if (wantsJson(c)) return c.json(json, status);
    return said === undefined ? c.redirect(product.path, 303) : await show(c, said);
  });

  routes.post("/verify", async (c) => {
    const draw = await currentDraw(client, { draws, product }, now());
    const { code } = codeSchema.parse(await readBody(c));
    const said = await desk.verify(draw, buyerOf(c), code);
    if (!wantsJson(c)) return c.redirect(product.path, 303);
    return typeof said === "object" ? c.json(said) : c.json({}, said === "wrong" ? 422 : 503);
  });

  // In place of a message to the customer's telephone.
  routes.get("/sent", async (c) => {
    const draw = await currentDraw(client, { draws, product }, now());
    const asked = draw.asked.get(buyerOf(c).customer.account.id);
    return asked === undefined ? c.notFound() : c.text(`Demo: no message is sent. The code is ${asked.code}.`);
  });

  routes.post("/decline", async (c) => {
    const draw = await currentDraw(client, { draws, product }, now());
    const mine = draw.registrations.get(buyerOf(c).customer.account.id);
    const registrationId = mine?.registrationId ?? "";
    const declined = await answered(client.declineTurn(draw.saleId, { registrationId }));
    return declined.ok ? c.redirect(product.path, 303) : await show(c, "It is not your turn, or it is over.");
  });

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
        asked: draw.asked.get(customer.account.id),
        isProved: draw.proved.has(customer.account.id),
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

const codeSchema = z.object({ code: z.string() }).catch({ code: "" });

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
