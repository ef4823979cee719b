/** A seeded source of choices: the same seed gives the same corpus on every machine. */
export type Random = {
  /** A whole number from 0 to `count - 1`. */
  readonly below: (count: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
};

/** @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md (mulberry32, public domain) */
export function seededRandom(seed: number): Random {
  let state = seed;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
  return { below, pick: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first };
}
