import { transformed } from "../../../src/domain/scoring/features.ts";
import type { FeatureSpec } from "../../../src/domain/scoring/manifest.ts";
import { percentile } from "../../../test/rig/shared/percentile.ts";
import { FEATURES } from "./plan.ts";
import { rounded } from "./rounded.ts";
import type { Sample } from "./samples.ts";

/** Weighted mean and standard deviation of each planned feature where it was observed, on its transformed scale. */
export function standardisationOf(samples: readonly Sample[], weights: readonly number[]): FeatureSpec[] {
  return FEATURES.map(({ signal, transform, monotone, contributionMax }, index) => {
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
    return {
      signal,
      transform,
      mean: rounded(mean),
      scale: rounded(scale),
      ...(monotone === undefined ? {} : { monotone }),
      ...(contributionMax === undefined ? {} : { contributionMax }),
      ...usualOf(samples, index),
    };
  });
}

/** The fifth and the ninety-fifth percentile of each source of people, the widest of them: no hand is the usual one. */
function usualOf(samples: readonly Sample[], index: number): Pick<FeatureSpec, "usual"> {
  const bySource = new Map<string, number[]>();
  for (const { row, program, source } of samples) {
    const value = row[index];
    if (value === undefined || program) continue;
    const values = bySource.get(source) ?? [];
    values.push(value);
    bySource.set(source, values);
  }
  if (bySource.size === 0) return {};
  const ends = [...bySource.values()].map((values) => [percentile(values, 0.05), percentile(values, 0.95)] as const);
  return {
    usual: {
      low: rounded(Math.min(...ends.map(([low]) => low))),
      high: rounded(Math.max(...ends.map(([, high]) => high))),
    },
  };
}
