/** Fewer pairs correlate by chance. */
const PAIRS_MIN = 12;

/** A running correlation of pairs, which keeps sums and no pair. */
export function createCorrelation() {
  let [n, sumX, sumY, sumXx, sumYy, sumXy] = [0, 0, 0, 0, 0, 0];
  return {
    add(x: number, y: number) {
      n += 1;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumYy += y * y;
      sumXy += x * y;
    },
    /** Pearson's r to three decimals; `undefined` of few pairs, or where one side never changed. */
    read(): number | undefined {
      const varied = (n * sumXx - sumX ** 2) * (n * sumYy - sumY ** 2);
      if (n < PAIRS_MIN || !(varied > 0)) return undefined;
      const r = (n * sumXy - sumX * sumY) / Math.sqrt(varied);
      return Number(Math.min(1, Math.max(-1, r)).toFixed(3));
    },
  };
}
