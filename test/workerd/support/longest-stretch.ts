/** No call lets other requests wait for longer than this at once. */
const STRETCH_MS_MAX = 250;
/** Of a call that takes longer because the machine is slow, a stretch may be this share: one that never pauses cannot meet it. */
const STRETCH_SHARE_MAX = 0.2;

/** How long a call took, and the longest of it in which no other request had its turn. */
export type Stretch = { readonly wholeMs: number; readonly longestMs: number };

/** How long the longest stretch of a call may be. @param slowness of a machine that other programs use at the same time */
export function stretchMsMax({ wholeMs }: Stretch, slowness = 1): number {
  return Math.max(STRETCH_MS_MAX * slowness, wholeMs * STRETCH_SHARE_MAX);
}

/** Takes turns as often as it gets them while a call goes on. @returns how long the call and the longest wait took */
export async function longestStretch(calling: Promise<unknown>): Promise<Stretch> {
  let goesOn = true;
  const startMs = performance.now();
  const done = calling.finally(() => {
    goesOn = false;
  });
  let longestMs = 0;
  for (let lastMs = startMs; goesOn; ) {
    await scheduler.wait(0);
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  }
  await done;
  return { wholeMs: performance.now() - startMs, longestMs };
}
