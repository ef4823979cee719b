import type { Deps } from "../app/deps.ts";
import { random } from "../platform/random.ts";
import { giveWay } from "./checkout/admission.ts";
import type { HttpContext } from "./env.ts";

/** What use cases work with in this request. */
export function depsOf(c: HttpContext): Deps {
  return {
    db: c.env.DB,
    objects: c.env,
    queue: c.env.WEBHOOKS,
    records: c.env.PUBLIC_RECORDS,
    config: c.get("config"),
    nowMs: Date.now(),
    random,
    pause: giveWay,
    requestId: c.get("requestId"),
    ofShop: c.get("shop") !== undefined,
  };
}
