import type { Hono } from "hono";
import {
  authenticateIdentity,
  authenticateShop,
  authenticateShopOrPartner,
  authenticateShopOrStaff,
  authenticateStaff,
} from "./caller.ts";
import type { HttpContext, HttpEnv } from "./env.ts";
import { authenticatePartner, hasPartnerKey } from "./partner-caller.ts";
import { problemResponse } from "./respond.ts";
import type { Route } from "./route.ts";

/** Opens a call to the callers that its route names, and to no others. */
export function mount(app: Hono<HttpEnv>, route: Route): void {
  app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ":$1"), (c) => handle(c, route));
}

async function handle(c: HttpContext, route: Route): Promise<Response> {
  switch (route.caller) {
    case "anybody":
      return await route.handle(c);
    case "shop": {
      const shop = authenticateShop(c);
      return shop.ok ? await route.handle({ c, shop: shop.value }) : problemResponse(c, shop.error);
    }
    case "shop or browser": {
      if (c.req.header("authorization") === undefined) return await route.handle({ c });
      const shop = authenticateShop(c);
      return shop.ok ? await route.handle({ c, shop: shop.value }) : problemResponse(c, shop.error);
    }
    case "shop or staff": {
      const caller = await authenticateShopOrStaff(c, route.roles);
      return caller.ok ? await route.handle({ c, ...caller.value }) : problemResponse(c, caller.error);
    }
    case "partner": {
      const partner = await authenticatePartner(c);
      return partner.ok ? await route.handle({ c, partner: partner.value }) : problemResponse(c, partner.error);
    }
    case "shop or partner": {
      const caller = await authenticateShopOrPartner(c);
      return caller.ok ? await route.handle({ c, ...caller.value }) : problemResponse(c, caller.error);
    }
    case "shop, staff or partner": {
      if (hasPartnerKey(c)) {
        const partner = await authenticatePartner(c);
        if (!partner.ok) return problemResponse(c, partner.error);
        return await route.handle({ c, reader: { partner: partner.value.id } });
      }
      const caller = await authenticateShopOrStaff(c, route.roles);
      return caller.ok ? await route.handle({ c, ...caller.value }) : problemResponse(c, caller.error);
    }
    case "staff": {
      const staff = await authenticateStaff(c, route.roles);
      return staff.ok ? await route.handle({ c, staff: staff.value }) : problemResponse(c, staff.error);
    }
    case "staff or service": {
      const identity = await authenticateIdentity(c, route.roles);
      return identity.ok ? await route.handle({ c, identity: identity.value }) : problemResponse(c, identity.error);
    }
  }
}
