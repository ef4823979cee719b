import { assert } from "../../../src/domain/result.ts";
import type { Fit } from "./fit-network.ts";
import type { Calibrated } from "./manifest-of.ts";
import type { Sample } from "./samples.ts";
import { servedModel } from "./served-model.ts";

/** A sample with what a model says of it, the baseline left out: evidence for (positive) or against a program. */
export type ScoredSample = Sample & { readonly evidence: number };

/** Scores samples exactly as the service would. */
export function scoredBy(fit: Fit, calibrated: Calibrated, samples: readonly Sample[]): ScoredSample[] {
  const { manifest, score: scoreRows } = servedModel(fit, calibrated);
  const scores = scoreRows(samples.map(({ row }) => row));
  return samples.map((sample, index) => {
    const score = scores[index];
    assert(score !== undefined, "each row has a score");
    return { ...sample, evidence: score.logit - manifest.calibration.baseline };
  });
}
