import type { Spread } from "../../domain/signals/client/observations.ts";

/** Enough for the quantiles of a checkout; what comes later replaces the oldest, so that memory stays bounded. */
const SAMPLES_MAX = 512;

/** A bounded set of measurements of which only three quantiles leave the page. */
export type Samples = { readonly add: (value: number) => void; readonly spread: () => Spread };

/** @param decimals to which quantiles are rounded: coarse figures identify no person */
export function createSamples(decimals: number): Samples {
  const values: number[] = [];
  let n = 0;
  return {
    add(value) {
      values[n % SAMPLES_MAX] = value;
      n += 1;
    },
    spread() {
      const sorted = [...values].sort((a, b) => a - b);
      const at = (share: number) => {
        const value = sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
        return Number(value.toFixed(decimals));
      };
      return { n, p10: at(0.1), p50: at(0.5), p90: at(0.9) };
    },
  };
}
