import { type Config, DEVELOPMENT_ENVIRONMENTS } from "../../config.ts";
import { asksOfStaff } from "../../domain/events/registry.ts";
import {
  WEBHOOK_REST_SECONDS,
  WEBHOOK_REST_SECONDS_MAX,
  WEBHOOK_RETRY_AFTER_SECONDS_MAX,
  WEBHOOK_RETRY_SECONDS,
  WEBHOOK_TRIES_KEPT_MAX,
} from "../../domain/limits.ts";
import { log } from "../../platform/log.ts";
import {
  cancelDeliveries,
  changeDelivery,
  type DeliveryChange,
  type LeasedDelivery,
  leaseDelivery,
} from "../../platform/webhooks/deliveries.ts";
import type { DeliveryMessage } from "../../platform/webhooks/kept-event.ts";
import { type Posted, postWebhook } from "../../platform/webhooks/post-webhook.ts";
import { secretOf, signedHeaders } from "../../platform/webhooks/secrets.ts";
import { readWebhookUrl } from "../../platform/webhooks/webhook-url.ts";
import { disableGone, findWebhook, noteTimeouts, type StoredWebhook } from "../../platform/webhooks/webhooks.ts";

export type DelivererDeps = {
  readonly db: D1Database;
  readonly config: Config;
  readonly nowMs: () => number;
};

/** What the queue does with a message: it is done with, or comes again. */
export type Handled = { readonly again?: { readonly inSeconds: number } | undefined };

const DONE: Handled = {};
const GONE = 410;

/**
 * Delivers one event to one webhook, if it still waits and is due. Safe to call any number of times: a delivery that is over, or that
 * another call has, is left alone, and one whose call died is taken up when its lease is over.
 * @throws what D1 throws; the delivery is then tried again, so that a receiver may see an event twice
 */
export async function deliverEvent(deps: DelivererDeps, message: DeliveryMessage): Promise<Handled> {
  const { db, nowMs } = deps;
  const webhook = await findWebhook(db, message);
  if (webhook === undefined) return DONE;
  const leased = await leaseDelivery(db, message, nowMs());
  if (leased === undefined) return DONE;
  const delivery: LeasedDelivery = { ...leased, webhook };
  if (webhook.restsUntilMs > nowMs()) return await putOff(deps, message, delivery);
  const posted = await post(deps, message, delivery);
  const change = changeAfter(delivery, posted, nowMs());
  await db.batch([changeDelivery(db, message, change), ...consequences(db, webhook, posted, nowMs())]);
  tellOperator(message, posted, change);
  return change.state === "waiting" ? { again: secondsUntil(change.dueAtMs, nowMs()) } : DONE;
}

/** Not tried, and not counted as a try. */
async function putOff(
  { db, nowMs }: DelivererDeps,
  message: DeliveryMessage,
  delivery: LeasedDelivery,
): Promise<Handled> {
  const { webhook, tries, lastTries } = delivery;
  const dueAtMs = webhook.restsUntilMs;
  await changeDelivery(db, message, { state: "waiting", tries, lastTries, dueAtMs }).run();
  return { again: secondsUntil(dueAtMs, nowMs()) };
}

async function post(
  { config, nowMs }: DelivererDeps,
  { eventId }: DeliveryMessage,
  { webhook, type, body }: LeasedDelivery,
): Promise<Posted> {
  const atMs = nowMs();
  const isDevelopment = DEVELOPMENT_ENVIRONMENTS.includes(config.environment);
  const mayHear = config.shops.get(webhook.shop)?.staffEvents === true || !asksOfStaff(type);
  // The settings may have changed since the webhook was put.
  if (!mayHear || !config.shops.has(webhook.shop) || !readWebhookUrl(webhook.url, isDevelopment).ok) {
    return { atMs, tookMs: 0, failed: "not-allowed" };
  }
  const good = webhook.secrets.filter(({ expiresAtMs = Number.POSITIVE_INFINITY }) => expiresAtMs > atMs);
  const secrets = good.flatMap((name) => secretOf(config, webhook, name) ?? []);
  const headers = signedHeaders(secrets, { id: eventId, sentAtMs: atMs, body });
  if (headers === undefined) return { atMs, tookMs: 0, failed: "no-key" };
  return await postWebhook(webhook.url, { body, headers }, nowMs);
}

/** What becomes of a delivery by what its receiver answered. */
export function changeAfter(
  { tries: before, lastTries }: Pick<LeasedDelivery, "tries" | "lastTries">,
  { retryAfterSeconds = 0, ...tried }: Posted,
  nowMs: number,
): DeliveryChange {
  const tries = before + 1;
  const kept = { tries, lastTries: [...lastTries, tried].slice(-WEBHOOK_TRIES_KEPT_MAX) };
  if (tried.failed === undefined) return { ...kept, state: "delivered", dueAtMs: nowMs };
  if (tried.status === GONE || tried.failed === "not-allowed") return { ...kept, state: "cancelled", dueAtMs: nowMs };
  const wait = WEBHOOK_RETRY_SECONDS[before];
  if (wait === undefined) return { ...kept, state: "failed", dueAtMs: nowMs };
  const asked = Math.min(retryAfterSeconds, WEBHOOK_RETRY_AFTER_SECONDS_MAX);
  return { ...kept, state: "waiting", dueAtMs: nowMs + Math.max(wait, asked) * 1000 };
}

/** What an answer means for the webhook itself. */
function consequences(db: D1Database, webhook: StoredWebhook, posted: Posted, nowMs: number): D1PreparedStatement[] {
  if (posted.status === GONE) return [disableGone(db, webhook, nowMs), cancelDeliveries(db, webhook)];
  if (posted.failed === "timeout") {
    const seconds = Math.min(WEBHOOK_REST_SECONDS_MAX, WEBHOOK_REST_SECONDS * 2 ** webhook.timeouts);
    return [noteTimeouts(db, webhook, { timeouts: webhook.timeouts + 1, restsUntilMs: nowMs + seconds * 1000 })];
  }
  return webhook.timeouts === 0 ? [] : [noteTimeouts(db, webhook, { timeouts: 0, restsUntilMs: 0 })];
}

function tellOperator(
  { shop, webhookId, eventId }: DeliveryMessage,
  { status, failed }: Posted,
  { state, tries }: DeliveryChange,
): void {
  if (failed === undefined) return;
  if (status === GONE) log("webhook-disabled", { shop, webhookId });
  log("webhook-failed", { shop, webhookId, eventId, failed, status, tries, isLast: state !== "waiting" });
}

function secondsUntil(atMs: number, nowMs: number): { readonly inSeconds: number } {
  return { inSeconds: Math.min(WEBHOOK_RETRY_AFTER_SECONDS_MAX, Math.max(1, Math.ceil((atMs - nowMs) / 1000))) };
}
