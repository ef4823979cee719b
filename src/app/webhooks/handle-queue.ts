import { configOf } from "../../config.ts";
import { describeError, log } from "../../platform/log.ts";
import { takeOverdue } from "../../platform/webhooks/deliveries.ts";
import type { DeliveryMessage } from "../../platform/webhooks/kept-event.ts";
import { enqueue } from "../../platform/webhooks/send-events.ts";
import { deliverEvent } from "./deliver.ts";

/** The queue of messages that were given up, as `wrangler.toml` names it. */
const DEAD_LETTERS = "firsthand-webhooks-dead";

/** Delivers what the queue brings, all of a batch at the same time, so that a slow receiver holds up its own events alone. */
export async function handleQueue(
  batch: MessageBatch<DeliveryMessage>,
  env: { readonly DB: D1Database },
): Promise<void> {
  if (batch.queue === DEAD_LETTERS) {
    // Its row in D1 says still that it waits, and `requeueOverdue` sends it again.
    for (const { body } of batch.messages) log("webhook-dead-letter", { ...body });
    return batch.ackAll();
  }
  const config = configOf(env);
  if (!config.ok) return batch.retryAll();
  const deps = { db: env.DB, config: config.value, nowMs: () => Date.now() };
  await Promise.all(
    batch.messages.map(async (message) => {
      try {
        const { again } = await deliverEvent(deps, message.body);
        if (again === undefined) message.ack();
        else message.retry({ delaySeconds: again.inSeconds });
      } catch (error) {
        log("webhooks-unsent", { detail: describeError(error) });
        message.retry();
      }
    }),
  );
}

/** Puts deliveries into the queue that it has lost, or never got: what D1 says of them is the truth. Never throws. */
export async function requeueOverdue(
  { DB, WEBHOOKS }: { readonly DB: D1Database; readonly WEBHOOKS: Queue<DeliveryMessage> },
  nowMs: number,
): Promise<void> {
  try {
    await enqueue(WEBHOOKS, await takeOverdue(DB, nowMs));
  } catch (error) {
    log("webhooks-unsent", { detail: describeError(error) });
  }
}
