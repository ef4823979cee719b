import { createRandom } from "../shared/random.ts";

/** Choices that are the same for the same seed. */
export type Dice = {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number of the range, both ends included. */
  readonly between: (min: number, max: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
};

export function seededDice(seed: number): Dice {
  // Neighbouring seeds of the generator begin alike; spreading them keeps the histories of neighbours apart.
  const { uniform } = createRandom(Math.imul(seed, 0x9e3779b1));
  const between = (min: number, max: number) => min + Math.floor(uniform() * (max - min + 1));
  return {
    uniform,
    chance: (probability) => uniform() < probability,
    between,
    pick: ([first, ...others]) => [first, ...others][between(0, others.length)] ?? first,
  };
}
