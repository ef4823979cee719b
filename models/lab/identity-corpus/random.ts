import { createRandom } from "../../../test/rig/shared/random.ts";

/** A seeded source of choices: the same seed gives the same corpus on every machine. */
export type Random = {
  /** A whole number from 0 to `count - 1`. */
  readonly below: (count: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
};

export function seededRandom(seed: number): Random {
  const { uniform } = createRandom(seed);
  const below = (count: number): number => Math.floor(uniform() * count);
  return { below, pick: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first };
}
