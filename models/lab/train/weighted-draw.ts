import type { Random } from "../../../test/rig/shared/random.ts";

/** A function that draws indices of weights, each in proportion to its weight, with replacement. */
export function weightedDraw(weights: readonly number[], { uniform }: Random): () => number {
  const ends: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    ends.push(total);
  }
  return () => {
    const target = uniform() * total;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
