const KEPT_FIRST = 0.9;
const KEPT_SECOND = 0.999;
const EPSILON = 1e-8;

/** Steps down a slope, each weight at a pace of its own. @see Kingma and Ba 2015, "Adam", algorithm 1 */
export function createAdam(weights: Float64Array, learningRate: number) {
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  let steps = 0;
  return (slopes: Float64Array): void => {
    steps += 1;
    for (const [at, slope] of slopes.entries()) {
      const mean = KEPT_FIRST * (first[at] ?? 0) + (1 - KEPT_FIRST) * slope;
      const square = KEPT_SECOND * (second[at] ?? 0) + (1 - KEPT_SECOND) * slope * slope;
      first[at] = mean;
      second[at] = square;
      const pace = Math.sqrt(square / (1 - KEPT_SECOND ** steps)) + EPSILON;
      weights[at] = (weights[at] ?? 0) - (learningRate * mean) / (1 - KEPT_FIRST ** steps) / pace;
    }
  };
}
