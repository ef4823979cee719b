/** The middle of some figures; of an even number of them, halfway between the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const rising = values.toSorted((a, b) => a - b);
  const middle = rising.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [rising[middle - 1], rising[middle]];
  return rising.length % 2 === 1 ? high : (low + high) / 2;
}
