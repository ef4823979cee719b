import type { Distribution } from "./distribution.ts";

/** How far two distributions are apart, and how far chance alone puts two samples of this size in 19 cases of 20. */
export type Stability = { readonly index: number; readonly chance: number };

/** An empty bin counts as half a value, as its logarithm could not be taken. */
const EMPTY = 0.5;
/** The 95th percentile of the normal distribution. */
const NORMAL_95 = 1.645;

/**
 * The population stability index: the sum over bins of (p - q) ln(p / q). Checkouts without a value are a bin of their own
 * where both sides know how many there are. Without any change it lies around (bins - 1)(1/n + 1/m), so that small samples
 * look like change to a reader who knows only the rule of thumb.
 * @see B. Yurdakul, J. Naranjo, Statistical properties of the population stability index, Journal of Risk Model Validation 14(4), 2020
 */
export function stabilityIndex(reference: Distribution, current: Distribution): Stability {
  const withAbsent = reference.absent !== undefined && current.absent !== undefined;
  const before = countsOf(reference, withAbsent);
  const now = countsOf(current, withAbsent);
  const bins = before.length;
  const [n, m] = [sum(before), sum(now)];
  const share = (count: number, total: number) => (count + EMPTY) / (total + EMPTY * bins);
  const index = before.reduce((total, count, bin) => {
    const [q, p] = [share(count, n), share(now[bin] ?? 0, m)];
    return total + (p - q) * Math.log(p / q);
  }, 0);
  return { index, chance: chiSquare95(bins - 1) * (1 / n + 1 / m) };
}

/** Values by bin; the checkouts without one behind the last. */
function countsOf({ shares, observed, absent = 0 }: Distribution, withAbsent: boolean): number[] {
  const counts = shares.map((share) => share * observed);
  return withAbsent ? [...counts, absent] : counts;
}

/** The 95th percentile of the chi-square distribution, by Wilson and Hilferty (1931): within 2 % from two degrees on. */
function chiSquare95(degrees: number): number {
  if (degrees < 1) return 0;
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + NORMAL_95 * Math.sqrt(spread)) ** 3;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
