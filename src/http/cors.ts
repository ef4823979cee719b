import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { isSaleId } from "../domain/ids.ts";
import { describeError, log } from "../platform/log.ts";
import { isSaleRemembered, shopOfSale } from "../platform/sales/known-sales.ts";
import type { HttpContext, HttpEnv } from "./env.ts";
import { exceedsPublicLimit } from "./public-limit.ts";

const anyOrigin = cors({
  origin: "*",
  allowMethods: ["GET", "POST"],
  allowHeaders: ["Content-Type", "Range"],
  exposeHeaders: ["Content-Range", "ETag"],
  maxAge: 600,
});

/** Calls that any page may make and read, without credentials: they tell nothing that is not public. */
const PUBLIC_CALL =
  /^\/v1\/(sales\/[^/]+(\/visits|\/private-token|\/draw(\/(entries|openings)\.txt|\/beacon)?)?|resellers\/check)$/;
const BUYER_CALL = /^\/v1\/sales\/([^/]+)\/(?:checkouts|challenges\/[^/]+|registrations(?:\/(?:status|withdraw))?)$/;

/**
 * Cross-origin access: public reads and visits for every page, checkouts, their challenges and registrations for the origins that the shop of
 * the sale registered. All other calls answer without CORS headers, so no page can read them.
 */
export const allowPublicReads: MiddlewareHandler<HttpEnv> = async function allowPublicReads(c, next) {
  if (PUBLIC_CALL.test(c.req.path)) return await anyOrigin(c, next);
  // A shop's backend makes the same calls, and no page reads the answer.
  const saleId = BUYER_CALL.exec(c.req.path)?.[1];
  if (saleId === undefined || c.req.header("Origin") === undefined) return await next();
  const origins = await originsOf(c, saleId);
  const registered = cors({
    origin: (origin) => (origins.includes(origin) ? origin : undefined),
    allowMethods: ["GET", "POST"],
    allowHeaders: ["Content-Type", "Idempotency-Key"],
    exposeHeaders: ["Idempotent-Replayed", "Retry-After"],
    maxAge: 600,
  });
  return await registered(c, next);
};

/** While the list of sales cannot be read, the origins of all shops: a database that is gone keeps no buyer out. */
async function originsOf(c: HttpContext, saleId: string): Promise<readonly string[]> {
  const { shops } = c.get("config");
  if (!isSaleId(saleId)) return [];
  try {
    // A page asks before it calls, and asking for names of no sale must not be free.
    if (!isSaleRemembered(c.env.DB, saleId) && (await exceedsPublicLimit(c)) !== undefined) return [];
    return shops.get((await shopOfSale(c.env.DB, saleId)) ?? "")?.origins ?? [];
  } catch (error) {
    log("sale-list-unavailable", { requestId: c.get("requestId"), detail: describeError(error) });
    return [...shops.values()].flatMap((shop) => shop.origins);
  }
}
