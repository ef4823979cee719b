import { logOddsOf } from "../../../src/domain/scoring/log-odds.ts";
import type { Manifest } from "../../../src/domain/scoring/manifest.ts";
import type { Fit } from "./fit-network.ts";
import { PLAN } from "./plan.ts";
import { rounded } from "./rounded.ts";
import { TRAINED_ON } from "./training-sessions.ts";

/** What calibration and evaluation add to a fit. */
export type Calibrated = { readonly slope: number; readonly thresholds: Manifest["thresholds"] };

/** The log-odds of a checkout of which nothing was observed. */
export const BASELINE = rounded(logOddsOf(PLAN.programShare));

/** The calibration of a fit that has none yet, for finding the calibration. */
export const UNCALIBRATED: Calibrated = { slope: 1, thresholds: { challenge: 1, review: 1 } };

/** The manifest with which a fit is served. */
export function manifestOf({ features }: Fit, { slope, thresholds }: Calibrated): Manifest {
  return {
    modelVersion: PLAN.modelVersion,
    labels: ["person", "program"],
    features: [...features],
    unitsPerFeature: PLAN.unitsPerFeature,
    standardisedMax: PLAN.standardisedMax,
    contributionMin: PLAN.contributionMin,
    contributionMax: PLAN.contributionMax,
    calibration: { slope, baseline: BASELINE },
    thresholds,
    trainedOn: [...TRAINED_ON],
    seed: PLAN.seed,
  };
}
