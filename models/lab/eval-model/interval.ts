import { createRandom } from "../../../test/rig/shared/random.ts";
import type { Scored } from "../train/metrics.ts";
import { PLAN } from "../train/plan.ts";

/** A figure with the bounds between which it lies with 95 % confidence. */
export type Interval = { readonly value: number; readonly low: number; readonly high: number };

const RESAMPLES = 300;
const Z = 1.96;

/** Bounds of a share by Wilson's formula, which holds for few trials and for shares near 0 and 1. */
export function shareInterval(hits: number, trials: number): Interval {
  const value = hits / trials;
  const spread = Z ** 2 / trials;
  const centre = (value + spread / 2) / (1 + spread);
  const reach = (Z * Math.sqrt((value * (1 - value)) / trials + spread / (4 * trials))) / (1 + spread);
  return { value, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/** Bounds of a measure by drawing people and programs again, with replacement. Seeded. */
export function bootstrapInterval(scored: Scored, measure: (scored: Scored) => number): Interval {
  const random = createRandom(PLAN.seed);
  const again = (scores: readonly number[]) =>
    scores.map(() => scores[Math.floor(random.uniform() * scores.length)] ?? 0);
  const values = Array.from({ length: RESAMPLES }, () =>
    measure({ people: again(scored.people), programs: again(scored.programs) }),
  ).sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { value: measure(scored), low: at(0.025), high: at(0.975) };
}
