/**
 * Accounts of a sale that came alike, as counts: how many first checkouts there were, and how they were spaced. Mean and
 * sum of squared deviations of the times between them, by Welford's method, so that one row is all that is kept.
 * @see B. P. Welford, Note on a method for calculating corrected sums of squares and products (1962)
 */
export type Cohort = {
  readonly accounts: number;
  readonly lastAtMs: number;
  readonly meanMs: number;
  readonly squaresMs2: number;
};

/** Fewer times between checkouts may be even by chance: eight of chance are as even as 0.3 once in ten thousand times. */
const INTERVALS_MIN = 8;
/** At a faster pace a queue anywhere on the way, a waiting room or a batch of orders, makes arrivals even. */
const MEAN_MS_MIN = 250;

/** The cohort with one account more. A clock that jumped back makes an interval of nothing. */
export function joinCohort(before: Cohort | undefined, nowMs: number): Cohort {
  if (before === undefined) return { accounts: 1, lastAtMs: nowMs, meanMs: 0, squaresMs2: 0 };
  const { accounts, lastAtMs, meanMs, squaresMs2 } = before;
  const intervalMs = Math.max(0, nowMs - lastAtMs);
  const intervals = accounts;
  const nextMeanMs = meanMs + (intervalMs - meanMs) / intervals;
  return {
    accounts: accounts + 1,
    lastAtMs: Math.max(lastAtMs, nowMs),
    meanMs: nextMeanMs,
    squaresMs2: squaresMs2 + (intervalMs - meanMs) * (intervalMs - nextMeanMs),
  };
}

/**
 * How unevenly the accounts came: deviation of the times between them over their mean. Around 1 where each comes by chance,
 * near 0 where a clock sends them.
 * @returns undefined where there are too few to tell, or too many in a moment
 */
export function intervalSpread({ accounts, meanMs, squaresMs2 }: Cohort): number | undefined {
  const intervals = accounts - 1;
  if (intervals < INTERVALS_MIN || meanMs < MEAN_MS_MIN) return undefined;
  return Math.round((Math.sqrt(squaresMs2 / intervals) / meanMs) * 1000) / 1000;
}
