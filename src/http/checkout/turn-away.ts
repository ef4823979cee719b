import { busy } from "../../app/object-call.ts";
import { configOf } from "../../config.ts";
import { isSaleId } from "../../domain/ids.ts";
import { shopOfKey } from "../../platform/callers/shop-keys.ts";
import { isFull } from "../admission.ts";
import { bearerOf } from "../caller.ts";
import { newRequestId } from "../request-id.ts";
import { problemAnswer } from "../respond.ts";
import { secured } from "../security-headers.ts";

const CHECKOUT = /^[^?]*\/v1\/sales\/([^/?]+)\/checkouts$/;

export const SALE_IS_FULL = busy("This sale has as many checkouts in flight as it may.");

/**
 * Refuses the checkout of a shop's backend whose sale is full, before a route is looked for and without reading its body: under
 * five times the load that a service can bear, four in five requests end here, and each takes time from those that are served.
 * @returns undefined for every other request: it goes its way, and is told there what may be wrong with it
 */
export function turnAway({ method, url, headers }: Request, env: object): Response | undefined {
  if (method !== "POST" || headers.has("origin")) return undefined;
  const saleId = CHECKOUT.exec(url)?.[1];
  const key = bearerOf(headers.get("authorization") ?? undefined);
  if (saleId === undefined || key === undefined || !isSaleId(saleId)) return undefined;
  const config = configOf(env);
  const shop = config.ok ? shopOfKey(config.value, key) : undefined;
  if (!config.ok || shop === undefined) return undefined;
  if (!isFull({ shop: shop.id, saleId }, config.value.attemptsInFlightMax)) return undefined;
  const requestId = newRequestId();
  const answer = secured(problemAnswer(SALE_IS_FULL, config.value.issuer, requestId));
  answer.headers.set("X-Request-Id", requestId);
  return answer;
}
