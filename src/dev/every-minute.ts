import type { Miniflare } from "miniflare";
import { WEBHOOK_REQUEUE_AFTER_MS } from "../domain/limits.ts";

const MINUTE_MS = 60_000;

/**
 * Does what Cloudflare's schedule does, until the composition is disposed. The queue of this machine lives in memory, so that at the
 * start everything counts as lost that D1 says is still to be delivered.
 */
export async function runEveryMinute(miniflare: Miniflare): Promise<void> {
  const tick = async (atMs: number) => {
    const firsthand = await miniflare.getWorker("firsthand");
    await firsthand.scheduled({ scheduledTime: new Date(atMs), cron: "* * * * *" });
  };
  await tick(Date.now() + WEBHOOK_REQUEUE_AFTER_MS);
  const timer = setInterval(() => {
    tick(Date.now()).catch(() => clearInterval(timer));
  }, MINUTE_MS);
  timer.unref();
}
