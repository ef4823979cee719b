import type { Page } from "playwright-core";

/**
 * Milliseconds of processor time that the page's thread has spent since it began: in calls of the browser into a script, and
 * in whole, what scripts go on with after waiting for something included. Time in which another program had the processor
 * is not in it.
 */
export type ThreadTime = { readonly scriptMs: number; readonly taskMs: number };

/** @returns reads the time that the page's thread has spent, from Chromium's own books */
export async function watchThread(page: Page): Promise<() => Promise<ThreadTime>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const msOf = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1_000;
    return { scriptMs: msOf("ScriptDuration"), taskMs: msOf("TaskDuration") };
  };
}
