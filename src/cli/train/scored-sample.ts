import { assert } from "../../domain/result.ts";
import { loadModel } from "../../platform/tfjs-model.ts";
import type { Fit } from "./fit-network.ts";
import { type Calibrated, manifestOf } from "./manifest-of.ts";
import type { Sample } from "./samples.ts";

/** A sample with what a model says of it, the baseline left out: evidence for (positive) or against a program. */
export type ScoredSample = Sample & { readonly evidence: number };

/** Scores samples exactly as the service would. */
export function scoredBy(fit: Fit, calibrated: Calibrated, samples: readonly Sample[]): ScoredSample[] {
  const manifest = manifestOf(fit, calibrated);
  const model = loadModel(manifest, fit.weights);
  assert(model.ok, "what was trained can be served");
  const scores = model.value.score(samples.map(({ row }) => row));
  return samples.map((sample, index) => {
    const score = scores[index];
    assert(score !== undefined, "each row has a score");
    return { ...sample, evidence: score.logit - manifest.calibration.baseline };
  });
}
