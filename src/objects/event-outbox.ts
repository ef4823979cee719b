import { EVENTS_SENT_AT_ONCE } from "../domain/limits.ts";
import { watchStorage } from "../platform/storage/watched-storage.ts";
import { sendEvents } from "../platform/webhooks/send-events.ts";
import type { ObjectEnv } from "./object-env.ts";
import type { Sql } from "./sql.ts";

/** Where events go, and when it is. */
export type OutboxSender = { readonly env: Pick<ObjectEnv, "DB" | "WEBHOOKS">; readonly nowMs: number };

/**
 * Sends the oldest events on their way, and forgets them once they are kept elsewhere. May be repeated at any point: an event that is
 * kept already is not kept twice.
 * @param shop whose events they are; undefined where they are of the operator's staff
 * @returns whether there may be more
 * @throws `StorageFault` where D1 or the queue failed; nothing is forgotten then
 */
export async function sendOutbox(
  sql: Sql,
  { env: { DB, WEBHOOKS }, nowMs }: OutboxSender,
  shop: string | undefined,
): Promise<boolean> {
  const rows = sql
    .exec<{ seq: number; event_id: string; type: string; at_ms: number; body: string }>(
      "SELECT seq, event_id, type, at_ms, body FROM event_outbox ORDER BY seq LIMIT ?",
      EVENTS_SENT_AT_ONCE,
    )
    .toArray();
  const last = rows.at(-1);
  if (last === undefined) return false;
  const events = rows.map(({ event_id: eventId, type, at_ms: atMs, body }) => ({ eventId, type, atMs, body }));
  await sendEvents({ db: watchStorage(DB), queue: watchStorage(WEBHOOKS), nowMs }, shop, events);
  sql.exec("DELETE FROM event_outbox WHERE seq <= ?", last.seq);
  return rows.length === EVENTS_SENT_AT_ONCE;
}
