import { busy } from "../../app/object-call.ts";
import { configOf } from "../../config.ts";
import { isSaleId } from "../../domain/ids.ts";
import { SLICE_TURNS_WAITED_MAX } from "../../domain/limits.ts";
import { shopOfKey } from "../../platform/callers/shop-keys.ts";
import { bearerOf } from "../credentials.ts";
import type { HttpContext } from "../env.ts";
import { newRequestId } from "../request-id.ts";
import { problemDocumentResponse, problemResponse } from "../respond.ts";
import { secured } from "../security-headers.ts";

export const CHECKOUT_PATH = "/v1/sales/{saleId}/checkouts";
const CHECKOUT_URL = new RegExp(`^[^?]*${CHECKOUT_PATH.replace("{saleId}", "([^/?]+)")}$`);

/** Whose slots a checkout takes: those of one sale and one shop, so that no shop can fill another's sale. */
export type SlotsOf = { readonly shop: string; readonly saleId: string };

const SALE_IS_FULL = busy("This sale has as many checkouts in flight as it may.");

/** For so long after a refusal more callers are taken to wait in the sockets. */
const CROWDED_MS = 100;
/** Time for some thirty refusals at the median. */
const YIELD_MS = 8;
/** A body that is not here by then is waited for without a slot. */
const BODY_PROMPT_MS = 100;

/** Checkouts that this isolate works on now. */
const inFlight = new Map<string, number>();
let refusedAtMs = Number.NEGATIVE_INFINITY;

/**
 * Refuses the checkout of a shop's backend whose sale is full, before a route is looked for and without reading its body: under
 * five times the load that a service can bear, four in five requests end here, and each takes time from those that are served.
 * @returns undefined for every other request: it goes its way, and is told there what may be wrong with it
 */
export function shed({ method, url, headers }: Request, env: object): Response | undefined {
  if (method !== "POST" || headers.has("origin")) return undefined;
  const saleId = CHECKOUT_URL.exec(url)?.[1];
  const key = bearerOf(headers.get("authorization") ?? undefined);
  if (saleId === undefined || key === undefined || !isSaleId(saleId)) return undefined;
  const config = configOf(env);
  const shop = config.ok ? shopOfKey(config.value, key) : undefined;
  if (!config.ok || shop === undefined) return undefined;
  if (!isFull(nameOf({ shop: shop.id, saleId }), config.value.attemptsInFlightMax)) return undefined;
  const requestId = newRequestId();
  const answer = secured(problemDocumentResponse(SALE_IS_FULL, config.value.issuer, requestId));
  answer.headers.set("X-Request-Id", requestId);
  return answer;
}

/**
 * Reads and works on a checkout in a slot of its sale; 503 `overloaded` where none is free. What is admitted is served at full
 * speed, and the rest is told at once to come back, instead of making every caller wait. A slow body is read without a slot, or
 * a few slow clients would fill the sale.
 */
export async function withSlot<Body>(
  c: HttpContext,
  of: SlotsOf,
  { read, work }: { readonly read: () => Promise<Body>; readonly work: (body: Body) => Promise<Response> },
): Promise<Response> {
  const answer = await inSlot(c, of, async () => {
    const reading = read();
    const prompt = await Promise.race([
      reading.then((body) => ({ body })),
      scheduler.wait(BODY_PROMPT_MS).then(() => undefined),
    ]);
    return prompt === undefined ? { reading } : await work(prompt.body);
  });
  if (answer instanceof Response) return answer;
  const body = await answer.reading;
  return await inSlot(c, of, () => work(body));
}

async function inSlot<T>(c: HttpContext, of: SlotsOf, work: () => Promise<T>): Promise<T | Response> {
  const slots = nameOf(of);
  if (isFull(slots, c.get("config").attemptsInFlightMax)) return problemResponse(c, SALE_IS_FULL);
  inFlight.set(slots, (inFlight.get(slots) ?? 0) + 1);
  const worked = yieldToRefusals()
    .then(work)
    .finally(() => leave(slots));
  // The runtime drops what a client no longer waits for, and would never come to leave: the sale would fill up for good.
  c.executionCtx.waitUntil(worked.catch(() => undefined));
  return await worked;
}

/** Whether another checkout must be refused now; the caller does so if it must. */
function isFull(slots: string, max: number): boolean {
  const full = (inFlight.get(slots) ?? 0) >= max;
  if (full) refusedAtMs = Date.now();
  return full;
}

function leave(slots: string): void {
  const left = (inFlight.get(slots) ?? 1) - 1;
  if (left === 0) inFlight.delete(slots);
  else inFlight.set(slots, left);
}

/**
 * While some are refused, an admitted checkout waits for a moment in which refusals are answered. A refusal costs a fraction of
 * a checkout, and one thread does both: checkouts first would leave the others in their sockets until they give up. Those that
 * wait go on at the same moment, so that the sale writes them in one commit.
 */
async function yieldToRefusals(): Promise<void> {
  if (Date.now() - refusedAtMs <= CROWDED_MS) await scheduler.wait(YIELD_MS - (Date.now() % YIELD_MS));
}

/**
 * Lets other requests have their turn, and checkouts that this isolate works on all of theirs, up to a bound: what can wait is not
 * to be what a buyer waits for.
 */
export async function giveWay(wait = (ms: number): Promise<void> => scheduler.wait(ms)): Promise<void> {
  await wait(0);
  for (let turn = 1; inFlight.size > 0 && turn < SLICE_TURNS_WAITED_MAX; turn += 1) await wait(1);
}

function nameOf({ shop, saleId }: SlotsOf): string {
  return `${shop} ${saleId}`;
}
