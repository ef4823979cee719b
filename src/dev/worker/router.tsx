import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import { PAGE_CSP } from "../../console/page-csp.ts";
import { answerBeacon, type DevelopmentBeacon } from "./beacon/beacon-chain.ts";
import { createClockRoutes, type DevClock } from "./clock/routes.ts";
import { DRAWN_PRODUCTS } from "./drawn-shop/products.ts";
import { createDrawnShopRoutes } from "./drawn-shop/routes.tsx";
import type { Service } from "./env.ts";
import { createForwarding } from "./forward.ts";
import { isOwnHost, otherHost } from "./own-host.ts";
import { renderLanding } from "./pages/landing.tsx";
import { createPhoneRoutes, type PhoneSettings } from "./phone/routes.tsx";
import { createRecordRoutes } from "./record/routes.tsx";
import { createShopRoutes, type ShopSettings } from "./shop/routes.tsx";
import type { AccessIssuer } from "./staff/access-token.ts";
import type { StaffPerson } from "./staff/people.ts";
import { createStaffRoutes } from "./staff/routes.tsx";

export type RouterOptions = {
  readonly firsthand: Service;
  readonly recordings: Service;
  readonly assets: { readonly script: string; readonly recordScript: string; readonly styles: string };
  readonly shop: ShopSettings;
  readonly phone: PhoneSettings;
  readonly issuer: AccessIssuer;
  readonly people: readonly StaffPerson[];
  readonly beacon: DevelopmentBeacon;
  readonly clock: DevClock;
};

/** The development composition on one port: landing page, demo shop and staff issuer; all else is Firsthand itself. */
export function createRouter(options: RouterOptions): Hono {
  const { firsthand, recordings, assets, shop, phone, issuer, people, beacon, clock } = options;
  const { now } = clock;
  const own = new Hono();
  own.use(async (c, next) => {
    await next();
    c.header("Content-Security-Policy", PAGE_CSP);
    c.header("Cache-Control", "no-store");
  });
  // Under `no-referrer` browsers say `Origin: null` of a form that is posted, and its site cannot be told.
  own.use(secureHeaders({ referrerPolicy: "same-origin" }));
  own.use(csrf());
  own.get("/", (c) => {
    const partner = c.req.query("partner");
    // A partner's page leads to the shop's origin, and this one has its shop below it.
    return partner === undefined
      ? c.html(renderLanding({ saleId: shop.saleId }))
      : c.redirect(`/shop?partner=${encodeURIComponent(partner)}`, 302);
  });
  own.get(SCRIPT_PATH, (c) => c.body(assets.script, 200, SCRIPT_TYPE));
  own.get(RECORD_SCRIPT_PATH, (c) => c.body(assets.recordScript, 200, SCRIPT_TYPE));
  own.get(STYLES_PATH, (c) => c.body(assets.styles, 200, { "Content-Type": "text/css; charset=utf-8" }));
  for (const product of DRAWN_PRODUCTS) {
    own.route(product.path, createDrawnShopRoutes({ product, firsthand, settings: shop, now }));
  }
  own.route("/shop", createShopRoutes({ firsthand, settings: shop, now }));
  own.get(`${BEACON_PATH}/*`, (c) =>
    answerBeacon(beacon, new URL(c.req.url).pathname.slice(BEACON_PATH.length), now()),
  );
  own.route("/dev/clock", createClockRoutes({ firsthand, clock }));
  own.route("/dev/phone", createPhoneRoutes({ firsthand, shop, phone, now }));
  own.route("/dev/record", createRecordRoutes({ recordings, saleId: shop.saleId, now }));
  own.route("/", createStaffRoutes({ issuer, people, now }));

  const router = new Hono();
  const forward = createForwarding({ firsthand, issuer, now });
  router.all("*", async (c) => {
    if (!isOwnHost(c.req.url, issuer.issuer)) return otherHost();
    const { pathname } = new URL(c.req.url);
    return OWN_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`)) || pathname === "/"
      ? own.fetch(c.req.raw)
      : forward(c.req.raw);
  });
  return router;
}

const SCRIPT_PATH = "/assets/shop.js";
const RECORD_SCRIPT_PATH = "/assets/record.js";
const SCRIPT_TYPE = { "Content-Type": "text/javascript; charset=utf-8" };
const BEACON_PATH = "/dev/beacon";
const STYLES_PATH = "/assets/shop.css";
const OWN_PATHS = ["/shop", "/dev", "/cdn-cgi/access", SCRIPT_PATH, RECORD_SCRIPT_PATH, STYLES_PATH];
