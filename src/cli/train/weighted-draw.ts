import type { Random } from "./random.ts";

/** A function that draws one of the items, each in proportion to its weight, with replacement. */
export function weightedDraw<Item>(items: readonly Item[], weights: readonly number[], random: Random): () => Item {
  const ends: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    ends.push(total);
  }
  return () => {
    const target = random.uniform() * total;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    const item = items[low];
    if (item === undefined) throw new TypeError("There is nothing to draw from.");
    return item;
  };
}
