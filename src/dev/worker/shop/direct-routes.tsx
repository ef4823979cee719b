import { Hono } from "hono";
import * as z from "zod";
import type { Firsthand } from "../../../client/index.ts";
import { type AccountIssuer, mintAccountToken } from "./account-token.ts";
import { answered } from "./answered.ts";
import { customerOf } from "./customers.ts";
import { renderDirect } from "./direct-page.tsx";
import { postalAddress } from "./shop-backend.ts";
import { readVisitor } from "./visitor.ts";

type DirectRoutesOptions = {
  readonly client: Firsthand;
  readonly saleId: string;
  readonly baseUrl: string;
  readonly accounts: AccountIssuer;
  readonly now: () => number;
};

const paidOrder = z.strictObject({ allowToken: z.string() });

/**
 * The same sale without the shop's backend in the way: the page asks the shop who is signed in, checks out at Firsthand itself, and
 * brings the allow token back to be redeemed.
 */
export function createDirectRoutes({ client, saleId, baseUrl, accounts, now }: DirectRoutesOptions): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const { customer, visitorId } = readVisitor(c, now());
    return c.html(renderDirect({ customer: customerOf(customer, visitorId), saleId, baseUrl }));
  });

  routes.post("/account-token", async (c) => {
    const { customer, visitorId } = readVisitor(c, now());
    const { account, savedAddress } = customerOf(customer, visitorId);
    const accountToken = await mintAccountToken({ issuer: accounts, account, nowMs: now() });
    return c.json({ accountToken, shippingAddress: savedAddress && postalAddress(savedAddress) });
  });

  routes.post("/order", async (c) => {
    const order = paidOrder.safeParse(await c.req.json().catch(() => undefined));
    if (!order.success) return c.json({ paid: false }, 400);
    const { customer, visitorId } = readVisitor(c, now());
    const { savedAddress } = customerOf(customer, visitorId);
    const redeemed = await answered(
      client.redeem({
        token: order.data.allowToken,
        orderId: `direct-${crypto.randomUUID()}`,
        ...(savedAddress === undefined ? {} : { shippingAddress: postalAddress(savedAddress) }),
      }),
    );
    return c.json({ paid: redeemed.ok }, redeemed.ok ? 200 : 409);
  });

  return routes;
}
