import type { Interval } from "./interval.ts";

/** A share with its interval: `97.5 % (91.2 % to 99.3 %)`. */
export function shareWords({ value, low, high }: Interval): string {
  return `${percentWords(value)} (${percentWords(low)} to ${percentWords(high)})`;
}

export function percentWords(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/** A measure with its interval: `0.975 (0.912 to 0.993)`. */
export function measureWords({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** What was counted, most often first: `RISK_HIGH 10, KEYS_INSTANT 4`. */
export function countWords(counts: { readonly [name: string]: number }): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}
