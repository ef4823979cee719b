/** No call lets other requests wait for longer than this at once. */
const STRETCH_MS_MAX = 250;
/** Of a call that takes longer because the machine is slow, a stretch may be this share: one that never pauses cannot meet it. */
const STRETCH_SHARE_MAX = 0.2;

/** How long a call took, and the longest of it in which no other request had its turn. */
export type Stretch = { readonly wholeMs: number; readonly longestMs: number };

/** How long the longest stretch of a call may be. */
export function stretchMsMax({ wholeMs }: Stretch): number {
  return Math.max(STRETCH_MS_MAX, wholeMs * STRETCH_SHARE_MAX);
}

/** What a known piece of work takes of a core, measured in processor time; a machine on which it takes longer is that much slower. */
const KNOWN_WORK_MS = 22;
const KNOWN_WORK_STEPS = 20_000_000;

/** How long a stretch may be on this machine as it is now: of a fast one no less, and of one that others use as much more. */
export function stretchMsMaxNow(): number {
  const startMs = performance.now();
  let hash = 7;
  for (let step = 0; step < KNOWN_WORK_STEPS; step += 1) hash = (Math.imul(hash, 31) + step) | 0;
  const tookMs = performance.now() - startMs;
  // What was computed is looked at, so that it is computed.
  return STRETCH_MS_MAX * Math.max(1, Number.isInteger(hash) ? tookMs / KNOWN_WORK_MS : 0);
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
