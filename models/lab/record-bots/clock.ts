import { pause } from "../../../test/rig/shared/pause.ts";

/** Something to be done so many milliseconds after a beginning. */
export type Timed = { readonly atMs: number; readonly act: () => Promise<void> };

/** Carries out actions at their times, each as soon as the one before it is done and its time has come. */
export async function playTimed(actions: readonly Timed[]): Promise<void> {
  const startedAtMs = performance.now();
  for (const { atMs, act } of actions) {
    await sleep(atMs - (performance.now() - startedAtMs));
    await act();
  }
}

/** Waits; not at all where the time has come. */
export function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : pause(ms);
}
