import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { HttpEnv } from "./env.ts";

const anyOrigin = cors({ origin: "*", allowMethods: ["GET", "POST"], allowHeaders: ["Content-Type"], maxAge: 600 });

/** Calls that any page may make and read, without credentials: they tell nothing that is not public. */
const PUBLIC_CALL = /^\/v1\/(sales\/[^/]+(\/visits)?|resellers\/check)$/;
const BUYER_CALL = /^\/v1\/sales\/[^/]+\/(checkouts|challenges\/[^/]+)$/;

/**
 * Cross-origin access: public reads and visits for every page, checkouts and their challenges for the origins that some shop registered. All
 * other calls answer without CORS headers, so no page can read them.
 */
export const allowPublicReads: MiddlewareHandler<HttpEnv> = async function allowPublicReads(c, next) {
  if (PUBLIC_CALL.test(c.req.path)) return await anyOrigin(c, next);
  // A shop's backend makes the same calls, and no page reads the answer.
  if (!BUYER_CALL.test(c.req.path) || c.req.header("Origin") === undefined) return await next();
  const origins = [...c.get("config").shops.values()].flatMap((shop) => shop.origins);
  const registered = cors({
    origin: (origin) => (origins.includes(origin) ? origin : undefined),
    allowMethods: ["GET", "POST"],
    allowHeaders: ["Content-Type", "Idempotency-Key"],
    exposeHeaders: ["Idempotent-Replayed", "Retry-After"],
    maxAge: 600,
  });
  return await registered(c, next);
};
