import { Hono } from "hono";
import { createFirsthand } from "../../../client/index.ts";
import { BY_TEXT, currentDraw } from "../drawn-shop/products.ts";
import type { Service } from "../env.ts";
import type { ShopSettings } from "../shop/routes.tsx";
import type { PhoneBook, Telephone } from "./phone-book.ts";
import { renderPhone } from "./phone-page.tsx";
import { type PhoneProvider, sendAgain, sendText } from "./send-text.ts";

/** What telephones of the development service work with. */
export type PhoneSettings = { readonly phones: PhoneBook; readonly secret: string };

type PhoneRoutesOptions = {
  readonly firsthand: Service;
  readonly shop: ShopSettings;
  readonly phone: PhoneSettings;
  readonly now: () => number;
};

/** Telephones in a page, which write to the deployed Worker through one of its adapters. */
export function createPhoneRoutes({ firsthand, shop, phone, now }: PhoneRoutesOptions): Hono {
  const { key, baseUrl, draws } = shop;
  const client = createFirsthand({ baseUrl, shopKey: key, fetch: (request) => firsthand.fetch(request) });
  const provider: PhoneProvider = { firsthand, baseUrl, secret: phone.secret, now };
  const routes = new Hono();

  routes.get("/", async (c) => {
    const { owner, telephone } = telephoneOf(c.req.query("of"));
    const { saleId } = await currentDraw(client, { draws, product: BY_TEXT }, now());
    return c.html(renderPhone({ phones: phone.phones, owner, telephone, code: saleId.toUpperCase() }));
  });

  routes.post("/", async (c) => {
    const { of, text, again } = await c.req.parseBody();
    const { owner, telephone } = telephoneOf(of);
    if (again !== undefined) await sendAgain(provider, telephone);
    else if (typeof text === "string") await sendText(provider, telephone, text);
    return c.redirect(`/dev/phone?of=${owner}#text`, 303);
  });

  function telephoneOf(of: unknown): { readonly owner: string; readonly telephone: Telephone } {
    const found = typeof of === "string" ? phone.phones.get(of) : undefined;
    const [first] = phone.phones;
    if (first === undefined) throw new TypeError("There is a telephone.");
    return found === undefined || typeof of !== "string"
      ? { owner: first[0], telephone: first[1] }
      : { owner: of, telephone: found };
  }

  return routes;
}
