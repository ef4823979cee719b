/** Choices that are the same for the same seed, on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** Standard normal (Box and Muller). */
  readonly normal: () => number;
  /** A whole number from 0 to `count - 1`. */
  readonly below: (count: number) => number;
  /** A whole number of the range, both ends included. */
  readonly between: (min: number, max: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
};

/** The mulberry32 generator: 32 bits of state, good enough to draw samples and weights. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (count: number) => Math.floor(uniform() * count);
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    below,
    between: (min, max) => min + below(max - min + 1),
    chance: (probability) => uniform() < probability,
    pick: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first,
  };
}

/** The same for seeds that are neighbours, which begin alike otherwise: their histories are kept apart. */
export function createRandomApart(seed: number): Random {
  return createRandom(Math.imul(seed, 0x9e3779b1));
}
