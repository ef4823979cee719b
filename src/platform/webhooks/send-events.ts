import { keepDeliveries } from "./deliveries.ts";
import type { DeliveryMessage, KeptEvent } from "./kept-event.ts";

export type EventSender = {
  readonly db: D1Database;
  readonly queue: Queue<DeliveryMessage>;
  readonly nowMs: number;
};

/** Messages of one call to the queue: the platform takes no more. */
const MESSAGES_AT_ONCE = 100;

/**
 * Keeps a delivery for each webhook that listens to each event, and puts it into the queue. What is kept and did not come into the
 * queue is put there by `requeueOverdue`.
 * @param shop whose webhooks; undefined stands for those of every shop
 * @throws what D1 and the queue throw
 */
export async function sendEvents(
  { db, queue, nowMs }: EventSender,
  shop: string | undefined,
  events: readonly KeptEvent[],
): Promise<void> {
  await enqueue(queue, await keepDeliveries(db, shop, events, nowMs));
}

export async function enqueue(queue: Queue<DeliveryMessage>, messages: readonly DeliveryMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += MESSAGES_AT_ONCE) {
    await queue.sendBatch(messages.slice(at, at + MESSAGES_AT_ONCE).map((body) => ({ body })));
  }
}
