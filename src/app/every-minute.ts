import type { Bindings } from "../bindings.ts";
import { configOf } from "../config.ts";
import { deleteExpired } from "../platform/erasure/retention.ts";
import { random } from "../platform/random.ts";
import { openWaiting } from "../resellers/app/open-waiting.ts";
import { requeueOverdue } from "./webhooks/handle-queue.ts";

/** Once an hour: not a full one, at which everything else on the platform begins. */
const MINUTE_OF_DELETION = 17;

/** What the schedule does each minute: one chore after the other, none of which throws. @param scheduledMs the minute that it is for */
export async function everyMinute(bindings: Bindings, scheduledMs: number): Promise<void> {
  const { DB: db } = bindings;
  await requeueOverdue(bindings, scheduledMs);
  const config = configOf(bindings);
  const nowMs = Date.now();
  if (config.ok) await openWaiting({ db, config: config.value, nowMs, random, pause: () => scheduler.wait(0) });
  if (new Date(scheduledMs).getUTCMinutes() === MINUTE_OF_DELETION) await deleteExpired(db, nowMs);
}
