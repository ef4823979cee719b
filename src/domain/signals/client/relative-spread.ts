import type { Spread } from "./observations.ts";

/** (p90 - p10) / p50: 0 for a metronome, about 1 for hands. A median below 1 counts as 1, so that it stays finite. */
export function relativeSpread({ p10, p50, p90 }: Spread): number {
  return (p90 - p10) / Math.max(p50, 1);
}
