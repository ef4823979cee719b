import type * as z from "zod";
import type { DELIVERY_STATES, deliveryListAnswer, webhookAnswer } from "../../wire/webhook.ts";
import { durationWords } from "../words/duration.ts";

type Webhook = z.infer<typeof webhookAnswer>;
export type Delivery = z.infer<typeof deliveryListAnswer>["deliveries"][number];
type DeliveryTry = Delivery["lastTries"][number];
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A webhook with the shop whose it is. */
export type ShopWebhook = { readonly shop: string; readonly webhook: Webhook };

export type DeliveryFilter = { readonly state?: DeliveryState | undefined; readonly cursor?: string | undefined };

export type WebhookPageView = ShopWebhook & {
  readonly filter: DeliveryFilter;
  readonly deliveries: readonly Delivery[];
  readonly next?: string | undefined;
  /** Its forms carry this, so that a button that is pressed twice does one thing. */
  readonly pressKey: string;
  /** The person may give it another secret. */
  readonly mayRotate: boolean;
  /** Id of the event that a form has just put on its way. */
  readonly sent?: string | undefined;
  /** The secret that a form has just made; shown this once. */
  readonly secret?: string | undefined;
};

export const DELIVERY_STATE_WORDS: { readonly [state in DeliveryState]: string } = {
  waiting: "Waiting",
  delivered: "Delivered",
  failed: "Given up",
  cancelled: "Cancelled",
};

/** Its page. */
export function webhookHref(
  { shop, webhook: { webhookId } }: { readonly shop: string; readonly webhook: Pick<Webhook, "webhookId"> },
  query: DeliveryFilter & { readonly sent?: string | undefined } = {},
): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const search = given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
  return `/console/webhooks/${encodeURIComponent(shop)}/${encodeURIComponent(webhookId)}${search}`;
}

/** Whether anything is sent to it, and why not. */
export function webhookStateWords({ state, disabledBecause }: Pick<Webhook, "state" | "disabledBecause">): string {
  if (state === "enabled") return "Enabled";
  return disabledBecause === "gone" ? "Disabled: it answered 410" : "Disabled by its shop";
}

/** What a receiver answered to a try, or why there is no answer. */
export function answerWords({ status, failed, tookMs }: DeliveryTry): string {
  const after = `after ${durationWords(tookMs)}`;
  switch (failed) {
    case undefined:
    case "status":
      return `${status} ${after}`;
    case "redirect":
      return `${status} ${after}: a redirect, which is not followed`;
    case "timeout":
      return `No answer ${after}`;
    case "unreachable":
      return "It cannot be reached";
    case "not-allowed":
      return "Not sent: the settings do not allow its address or this event";
    case "no-key":
      return "Not sent: the key of its secret is gone from the settings";
  }
}
