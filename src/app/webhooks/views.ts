import type * as z from "zod";
import { isEventType } from "../../domain/events/registry.ts";
import { WEBHOOK_DELIVERIES_PAGE } from "../../domain/limits.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import {
  type DeliveryCursor,
  type DeliveryState,
  listDeliveries,
  type StoredDelivery,
} from "../../platform/webhooks/deliveries.ts";
import type { StoredWebhook, WebhookKey } from "../../platform/webhooks/webhooks.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import type { deliveryListAnswer, webhookAnswer } from "../../wire/webhook.ts";

type WebhookView = z.infer<typeof webhookAnswer>;
type DeliveryPage = z.infer<typeof deliveryListAnswer>;

/** What its shop may know of a webhook: all but its secrets. @param nowMs what has expired by then is left out */
export function webhookView(webhook: StoredWebhook, nowMs: number): WebhookView {
  const { webhookId, url, events, state, disabledBecause, secrets, restsUntilMs } = webhook;
  return {
    webhookId,
    url,
    events: [...events],
    state,
    ...(disabledBecause === undefined ? {} : { disabledBecause }),
    secrets: secrets
      .filter(({ expiresAtMs = nowMs + 1 }) => expiresAtMs > nowMs)
      .map(({ createdAtMs, expiresAtMs }) => ({
        createdAt: textOf(createdAtMs),
        ...(expiresAtMs === undefined ? {} : { expiresAt: textOf(expiresAtMs) }),
      })),
    ...(restsUntilMs > nowMs ? { restsUntil: textOf(restsUntilMs) } : {}),
    createdAt: textOf(webhook.createdAtMs),
    updatedAt: textOf(webhook.updatedAtMs),
  };
}

/** One page of the deliveries of a webhook, those of the latest events first; 400 for a cursor that no page gave. */
export async function deliveryPage(
  db: D1Database,
  key: WebhookKey,
  { state, cursor }: { readonly state?: DeliveryState | undefined; readonly cursor?: string | undefined },
): Promise<Result<DeliveryPage, Problem>> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && after === undefined) {
    return err(invalid([{ pointer: "", detail: "cursor is none that an earlier page gave as next" }]));
  }
  const found = await listDeliveries(db, key, { state, after, max: WEBHOOK_DELIVERIES_PAGE + 1 });
  const page = found.slice(0, WEBHOOK_DELIVERIES_PAGE);
  const last = page.at(-1);
  const next = found.length > page.length && last !== undefined ? `${last.eventAtMs}_${last.eventId}` : undefined;
  return ok({ deliveries: page.map(deliveryView), ...(next === undefined ? {} : { next }) });
}

function deliveryView(delivery: StoredDelivery): DeliveryPage["deliveries"][number] {
  const { eventId, type, eventAtMs, state, tries, lastTries, dueAtMs, body } = delivery;
  assert(isEventType(type), "events of known types alone are kept");
  return {
    eventId,
    type,
    occurredAt: textOf(eventAtMs),
    state,
    tries,
    lastTries: lastTries.map(({ atMs, ...rest }) => ({ at: textOf(atMs), ...rest })),
    ...(state === "waiting" ? { nextTryAt: textOf(dueAtMs) } : {}),
    body,
  };
}

function readCursor(text: string): DeliveryCursor | undefined {
  const [, atMs, eventId] = /^(\d{1,15})_(evt_[0-9A-Z]{26})$/.exec(text) ?? [];
  return atMs === undefined || eventId === undefined ? undefined : { atMs: Number(atMs), eventId };
}

function textOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
