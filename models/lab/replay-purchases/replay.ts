import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { CHECKOUT_QUANTITY_MAX, HOLD_TTL_SECONDS_MAX, SALE_UNITS_MAX } from "../../../src/domain/limits.ts";
import type { checkoutAnswer } from "../../../src/wire/checkout.ts";
import { forEachAtOnce } from "../../../test/rig/shared/for-each-at-once.ts";
import { pause } from "../../../test/rig/shared/pause.ts";
import type { ShopClient } from "../../../test/rig/shared/shop-client.ts";
import type { Purchase } from "./read-purchases.ts";

export type CheckoutAnswer = z.infer<typeof checkoutAnswer>;

/** What a purchase was answered; `failure` where the service gave no decision. */
export type Replayed = { readonly purchase: Purchase } & (
  | { readonly answer: CheckoutAnswer }
  | { readonly failure: string }
);

/** Purchases on their way at a time; each has a connection. */
export const AT_ONCE = 32;
const DAY_MS = 24 * 3600 * 1000;
/** The sale has been open for so long: nothing of the recording happened at an opening. */
const OPEN_SINCE_MS = 60_000;
const TRIES_MAX = 5;
const PAUSE_MS = 1000;

/** A sale in which nothing but the rules says no: more units and wider limits than any recording has purchases. */
export function replaySale(nowMs: number) {
  return {
    title: "Replay of recorded purchases",
    sku: "RECORDED",
    mode: "flash",
    units: SALE_UNITS_MAX,
    price: { amountMinor: 100, currency: "USD" },
    opensAt: new Date(nowMs - OPEN_SINCE_MS).toISOString(),
    closesAt: new Date(nowMs + DAY_MS).toISOString(),
    limits: {
      perAccount: CHECKOUT_QUANTITY_MAX,
      perDevice: SALE_UNITS_MAX,
      perHousehold: SALE_UNITS_MAX,
      perPayment: SALE_UNITS_MAX,
    },
    // No hold ends while the recording runs: its purchases were paid.
    holdTtlSeconds: HOLD_TTL_SECONDS_MAX,
    acceptedPayments: ["card"],
    clientSignals: "optional",
  };
}

/**
 * Sends each purchase as a checkout, in the order of the list. Many are on their way at a time, but one of an account or a
 * device only after the one before it was answered: the rules see the same history as if they came one by one.
 */
export async function replay(
  shop: ShopClient,
  saleId: string,
  purchases: readonly Purchase[],
  onReplayed: (replayed: Replayed) => void,
): Promise<void> {
  const answered = new Map<string, Promise<void>>();
  await forEachAtOnce(purchases, AT_ONCE, async (purchase) => {
    const links = [`account ${purchase.account}`, `device ${purchase.device}`];
    const before = links.map((link) => answered.get(link));
    const sent = Promise.all(before).then(async () => onReplayed(await checkout(shop, saleId, purchase)));
    for (const link of links) answered.set(link, sent);
    await sent;
  });
}

async function checkout(shop: ShopClient, saleId: string, purchase: Purchase): Promise<Replayed> {
  const key = randomUUID();
  for (let tries = 1; ; tries += 1) {
    const { status, text } = await shop.checkout(saleId, JSON.stringify(checkoutOf(purchase, Date.now())), key);
    if (status === 200) {
      const answer: CheckoutAnswer = JSON.parse(text);
      return { purchase, answer };
    }
    if (status !== 503 || tries === TRIES_MAX) return { purchase, failure: `${status} ${text}` };
    await pause(PAUSE_MS);
  }
}

/** Nothing is invented that the recording does not say: no address (it is picked up), no payment instrument, no browser. */
export function checkoutOf({ account, device, accountAgeMs }: Purchase, nowMs: number) {
  return {
    account: { id: account, createdAt: new Date(nowMs - accountAgeMs).toISOString() },
    device: { id: device },
    fulfilment: { kind: "pickup", partnerId: "recorded" },
    payment: { method: "card" },
    quantity: 1,
    channel: "web",
  };
}
