import { developmentBeacon } from "./beacon/beacon-chain.ts";
import { createClock } from "./clock/routes.ts";
import { createDrawBook } from "./drawn-shop/draw-book.ts";
import type { DevEnv } from "./env.ts";
import { isOtherReceiver } from "./own-host.ts";
import { createPhoneBook } from "./phone/phone-book.ts";
import { createRouter } from "./router.tsx";
import { parseAccountKey } from "./shop/account-token.ts";
import { createOrderBook } from "./shop/order-book.ts";
import { parseStaffKey } from "./staff/access-token.ts";
import { parseStaffPeople } from "./staff/people.ts";

// The demo shop remembers its orders for as long as this process lives; the sale itself is kept by Firsthand.
const orders = createOrderBook();
const draws = createDrawBook();
const phones = createPhoneBook();
const clock = createClock();

export default {
  fetch(request: Request, env: DevEnv): Response | Promise<Response> {
    if (isOtherReceiver(request, env.BASE_URL)) return fetch(request);
    const router = createRouter({
      firsthand: env.FIRSTHAND,
      recordings: env.RECORDINGS,
      assets: { script: env.SHOP_SCRIPT, recordScript: env.RECORD_SCRIPT, styles: env.SHOP_STYLES },
      shop: {
        key: env.SHOP_KEY,
        saleId: env.SALE_ID,
        baseUrl: env.BASE_URL,
        orders,
        draws,
        accounts: { key: parseAccountKey(env.ACCOUNT_KEY), shopId: env.SHOP_ID, audience: env.BASE_URL },
      },
      phone: { phones, secret: env.SMS_SECRET },
      issuer: { key: parseStaffKey(env.STAFF_KEY), issuer: env.ACCESS_ISSUER, audience: env.ACCESS_AUDIENCE },
      people: parseStaffPeople(env.STAFF_PEOPLE),
      beacon: developmentBeacon(env.BEACON_KEY),
      clock,
    });
    return router.fetch(request);
  },
};
