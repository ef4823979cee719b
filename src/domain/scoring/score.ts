import type { FeatureRow } from "./features.ts";
import { probabilityOf } from "./log-odds.ts";
import type { Manifest } from "./manifest.ts";

/** The feature name under which the score's starting point stands in its contributions. */
export const BASELINE = "baseline";

/** How one feature moved the logit. */
export type Contribution = { readonly feature: string; readonly value: number; readonly contribution: number };

/**
 * What a model says of one checkout. `value` is the calibrated probability of the manifest's second label, `logit` its
 * log-odds, and `contributions` its exact reasons: they add up to the logit, the baseline being one of them.
 */
export type Score = {
  readonly value: number;
  readonly logit: number;
  readonly modelVersion: string;
  readonly contributions: readonly Contribution[];
};

/** Puts a score together from what the feature at each index contributes; features that were not observed are left out. */
export function scoreOf(manifest: Manifest, row: FeatureRow, contributionAt: (index: number) => number): Score {
  const { baseline } = manifest.calibration;
  const reasons: Contribution[] = [{ feature: BASELINE, value: 1, contribution: baseline }];
  let logit = baseline;
  for (const [index, { signal }] of manifest.features.entries()) {
    const value = row[index];
    if (value === undefined) continue;
    const contribution = contributionAt(index);
    reasons.push({ feature: signal, value, contribution });
    logit += contribution;
  }
  return { value: probabilityOf(logit), logit, modelVersion: manifest.modelVersion, contributions: reasons };
}
