import { transformed } from "../../domain/scoring/features.ts";
import type { FeatureSpec } from "../../domain/scoring/manifest.ts";
import { FEATURES } from "./plan.ts";
import { rounded } from "./rounded.ts";
import type { Sample } from "./samples.ts";

/** Weighted mean and standard deviation of each planned feature where it was observed, on its transformed scale. */
export function standardisationOf(samples: readonly Sample[], weights: readonly number[]): FeatureSpec[] {
  return FEATURES.map(({ signal, transform, monotone }, index) => {
    let [total, first, second] = [0, 0, 0];
    for (const [at, { row }] of samples.entries()) {
      const [value, weight] = [row[index], weights[at]];
      if (value === undefined || weight === undefined) continue;
      const on = transformed({ transform }, value);
      total += weight;
      first += weight * on;
      second += weight * on * on;
    }
    const mean = total > 0 ? first / total : 0;
    const variance = total > 0 ? second / total - mean * mean : 0;
    const scale = variance > 0 ? Math.sqrt(variance) : 1;
    const spec = { signal, transform, mean: rounded(mean), scale: rounded(scale) };
    return monotone === undefined ? spec : { ...spec, monotone };
  });
}
