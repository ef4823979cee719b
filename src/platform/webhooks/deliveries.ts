import { WEBHOOK_LEASE_MS, WEBHOOK_REQUEUE_AFTER_MS, WEBHOOK_REQUEUE_MAX } from "../../domain/limits.ts";
import type { DeliveryMessage, KeptEvent } from "./kept-event.ts";
import type { StoredWebhook, WebhookKey } from "./webhooks.ts";

/** One try to deliver: what the receiver answered, or why there is no answer. */
export type DeliveryTry = {
  readonly atMs: number;
  readonly tookMs: number;
  readonly status?: number | undefined;
  readonly failed?: TryFailure | undefined;
};
export type TryFailure = "status" | "redirect" | "timeout" | "unreachable" | "not-allowed" | "no-key";

export type DeliveryState = "waiting" | "delivered" | "failed" | "cancelled";

/** A delivery as lists show it. */
export type StoredDelivery = {
  readonly eventId: string;
  readonly type: string;
  readonly eventAtMs: number;
  readonly body: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly lastTries: readonly DeliveryTry[];
  readonly dueAtMs: number;
};

/** A delivery that one worker has for a while, with where it goes. */
export type LeasedDelivery = {
  readonly type: string;
  readonly eventAtMs: number;
  readonly body: string;
  readonly tries: number;
  readonly lastTries: readonly DeliveryTry[];
  readonly webhook: StoredWebhook;
};

type Row = {
  event_id: string;
  type: string;
  event_at_ms: number;
  body: string;
  state: DeliveryState;
  tries: number;
  last_tries: string;
  due_at_ms: number;
};

const COLUMNS = "event_id, type, event_at_ms, body, state, tries, last_tries, due_at_ms";
const AT = "shop = ?1 AND webhook_id = ?2 AND event_id = ?3";
/** A queue that waits for whole seconds may be a little early. */
const EARLY_MS = 2000;

/**
 * Keeps a delivery of each event to each enabled webhook that listens to its type. What is kept already stays as it is.
 * @param shop whose webhooks; undefined stands for those of every shop
 * @returns those that are new
 */
export async function keepDeliveries(
  db: D1Database,
  shop: string | undefined,
  events: readonly KeptEvent[],
  nowMs: number,
): Promise<DeliveryMessage[]> {
  const terms = { queuedAtMs: nowMs, nowMs };
  const { results } = await keepStatement(db, shop, events, terms).all<DeliveryMessage>();
  return results;
}

/**
 * The same as one statement, to run in the transaction of what the events tell of: without a moment at which they were put into the
 * queue, the next minute of the schedule puts them there.
 * @param terms.ifRow a query over `event.value` without which an event did not happen
 */
export function keepStatement(
  db: D1Database,
  shop: string | undefined,
  events: readonly KeptEvent[],
  terms: { readonly nowMs: number; readonly queuedAtMs?: number; readonly ifRow?: string },
): D1PreparedStatement {
  const { nowMs, queuedAtMs = 0, ifRow = "SELECT 1" } = terms;
  return db
    .prepare(
      `INSERT INTO webhook_delivery (shop, webhook_id, event_id, type, event_at_ms, body, state, due_at_ms, queued_at_ms)
       SELECT webhook.shop, webhook.webhook_id, event.value ->> 'eventId', event.value ->> 'type', event.value ->> 'atMs',
         event.value ->> 'body', 'waiting', ?3, ?4
       FROM json_each(?1) AS event JOIN webhook
       WHERE webhook.state = 'enabled' AND (?2 IS NULL OR webhook.shop = ?2) AND EXISTS (
         SELECT 1 FROM json_each(webhook.events) AS wanted WHERE event.value ->> 'type' GLOB wanted.value) AND EXISTS (${ifRow})
       ON CONFLICT DO NOTHING
       RETURNING shop, webhook_id AS webhookId, event_id AS eventId`,
    )
    .bind(JSON.stringify(events), shop ?? null, nowMs, queuedAtMs);
}

/** Keeps an event for one webhook, whatever it listens to. */
export function keepForOne(
  db: D1Database,
  { shop, webhookId }: WebhookKey,
  { eventId, type, atMs, body }: KeptEvent,
  nowMs: number,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO webhook_delivery (shop, webhook_id, event_id, type, event_at_ms, body, state, due_at_ms, queued_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?)`,
    )
    .bind(shop, webhookId, eventId, type, atMs, body, nowMs, nowMs);
}

/**
 * Takes a delivery that is due and that no other worker has. The lease ends by itself, so that one whose worker died is tried again.
 * @returns undefined where there is nothing to do
 */
export async function leaseDelivery(
  db: D1Database,
  { shop, webhookId, eventId }: DeliveryMessage,
  nowMs: number,
): Promise<Omit<LeasedDelivery, "webhook"> | undefined> {
  const row = await db
    .prepare(
      `UPDATE webhook_delivery SET leased_until_ms = ?5
       WHERE ${AT} AND state = 'waiting' AND due_at_ms <= ?6 AND leased_until_ms <= ?4
       RETURNING ${COLUMNS}`,
    )
    .bind(shop, webhookId, eventId, nowMs, nowMs + WEBHOOK_LEASE_MS, nowMs + EARLY_MS)
    .first<Row>();
  return row === null ? undefined : deliveryOf(row);
}

/** What became of a delivery: it waits again, or it is over. */
export type DeliveryChange = {
  readonly state: DeliveryState;
  readonly tries: number;
  readonly lastTries: readonly DeliveryTry[];
  readonly dueAtMs: number;
};

/** Writes what became of a delivery and ends its lease. */
export function changeDelivery(
  db: D1Database,
  { shop, webhookId, eventId }: DeliveryMessage,
  { state, tries, lastTries, dueAtMs }: DeliveryChange,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE webhook_delivery SET state = ?4, tries = ?5, last_tries = ?6, due_at_ms = ?7, queued_at_ms = ?7, leased_until_ms = 0
       WHERE ${AT}`,
    )
    .bind(shop, webhookId, eventId, state, tries, JSON.stringify(lastTries), dueAtMs);
}

/** A webhook that listens no more: what waits for it is not sent. */
export function cancelDeliveries(db: D1Database, { shop, webhookId }: WebhookKey): D1PreparedStatement {
  return db
    .prepare("UPDATE webhook_delivery SET state = 'cancelled' WHERE shop = ? AND webhook_id = ? AND state = 'waiting'")
    .bind(shop, webhookId);
}

/** Has a delivery tried again from the beginning, whatever became of it. */
export function restartDelivery(
  db: D1Database,
  { shop, webhookId, eventId }: DeliveryMessage,
  nowMs: number,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE webhook_delivery SET state = 'waiting', tries = 0, due_at_ms = ?4, queued_at_ms = ?4, leased_until_ms = 0 WHERE ${AT}`,
    )
    .bind(shop, webhookId, eventId, nowMs);
}

export async function findDelivery(
  db: D1Database,
  { shop, webhookId, eventId }: DeliveryMessage,
): Promise<StoredDelivery | undefined> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM webhook_delivery WHERE ${AT}`)
    .bind(shop, webhookId, eventId)
    .first<Row>();
  return row === null ? undefined : deliveryOf(row);
}

/** Where a page of deliveries ended: the moment of its last event, and its id. */
export type DeliveryCursor = { readonly atMs: number; readonly eventId: string };

/** Deliveries of a webhook, those of the latest events first. */
export async function listDeliveries(
  db: D1Database,
  { shop, webhookId }: WebhookKey,
  {
    state,
    after,
    max,
  }: { readonly state?: DeliveryState | undefined; readonly after?: DeliveryCursor | undefined; readonly max: number },
): Promise<StoredDelivery[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM webhook_delivery
       WHERE shop = ?1 AND webhook_id = ?2 AND (?3 IS NULL OR state = ?3)
         AND (?4 IS NULL OR (event_at_ms, event_id) < (?4, ?5))
       ORDER BY event_at_ms DESC, event_id DESC LIMIT ?6`,
    )
    .bind(shop, webhookId, state ?? null, after?.atMs ?? null, after?.eventId ?? null, max)
    .all<Row>();
  return results.map(deliveryOf);
}

/** Marks deliveries that are due and that the queue should have brought by now, to put them there again. */
export async function takeOverdue(db: D1Database, nowMs: number): Promise<DeliveryMessage[]> {
  const { results } = await db
    .prepare(
      `UPDATE webhook_delivery SET queued_at_ms = ?1
       WHERE (shop, webhook_id, event_id) IN (
         SELECT shop, webhook_id, event_id FROM webhook_delivery
         WHERE state = 'waiting' AND due_at_ms <= ?1 AND queued_at_ms <= ?2 AND leased_until_ms <= ?1
         ORDER BY due_at_ms LIMIT ?3)
       RETURNING shop, webhook_id AS webhookId, event_id AS eventId`,
    )
    .bind(nowMs, nowMs - WEBHOOK_REQUEUE_AFTER_MS, WEBHOOK_REQUEUE_MAX)
    .all<DeliveryMessage>();
  return results;
}

const DAY_MS = 24 * 3_600_000;

/** Deliveries that wait and that were given up in the last day, and how long the oldest that is due has waited, in milliseconds. */
export async function deliveryFigures(
  db: D1Database,
  nowMs: number,
): Promise<{ readonly waiting: number; readonly failed: number; readonly overdueMs: number }> {
  const row = await db
    .prepare(
      `SELECT (SELECT COUNT(*) FROM webhook_delivery WHERE state = 'waiting') AS waiting,
         (SELECT COUNT(*) FROM webhook_delivery WHERE state = 'failed' AND event_at_ms > ?1) AS failed,
         (SELECT MIN(due_at_ms) FROM webhook_delivery WHERE state = 'waiting') AS due_at_ms`,
    )
    .bind(nowMs - DAY_MS)
    .first<{ waiting: number; failed: number; due_at_ms: number | null }>();
  return {
    waiting: row?.waiting ?? 0,
    failed: row?.failed ?? 0,
    overdueMs: Math.max(0, nowMs - (row?.due_at_ms ?? nowMs)),
  };
}

function deliveryOf(row: Row): StoredDelivery {
  const { event_id: eventId, event_at_ms: eventAtMs, last_tries: lastTries, due_at_ms: dueAtMs, ...rest } = row;
  return { ...rest, eventId, eventAtMs, dueAtMs, lastTries: JSON.parse(lastTries) };
}
