import { assert } from "../../../src/domain/result.ts";
import { distributionOf, edgesOf } from "../../../src/domain/scoring/drift/distribution.ts";
import type { TrainingReference } from "../../../src/domain/scoring/drift/training-reference.ts";
import { FEATURES, PLAN } from "./plan.ts";
import { rounded } from "./rounded.ts";
import { balancedWeights, type Sample } from "./samples.ts";
import { scoreReferenceOf } from "./score-reference-of.ts";
import type { ScoredSample } from "./scored-sample.ts";

/**
 * The distribution of each feature where it was observed, every source counting the same and programs as often as the plan
 * assumes, and the distribution of the score. How often a feature is missing is left out: parts of sessions were recorded apart.
 */
export function referenceOf(samples: readonly Sample[], scored: readonly ScoredSample[]): TrainingReference {
  const weights = balancedWeights(samples);
  const features = FEATURES.map(({ signal }, at) => {
    const values = samples.flatMap(({ row, program }, index) => {
      const [value, weight] = [row[at], weights[index]];
      assert(weight !== undefined, "each sample has a weight");
      if (value === undefined) return [];
      return [{ value, weight: weight * (program ? PLAN.programShare : 1 - PLAN.programShare) }];
    });
    const { edges, shares, observed } = distributionOf(values, edgesOf(values).map(rounded));
    return { signal, edges, shares: shares.map(rounded), observed: Math.floor(observed) };
  });
  return { modelVersion: PLAN.modelVersion, features, score: scoreReferenceOf(scored) };
}
