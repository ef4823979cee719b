import { standardise } from "../../domain/scoring/features.ts";
import type { FeatureSpec } from "../../domain/scoring/manifest.ts";
import type { Weights } from "../../domain/scoring/weights.ts";
import { createAdam } from "./adam.ts";
import { createNetwork, type Example } from "./network.ts";
import { PLAN } from "./plan.ts";
import { createRandom } from "./random.ts";
import { balancedWeights, type Sample } from "./samples.ts";
import { standardisationOf } from "./standardisation.ts";
import { weightedDraw } from "./weighted-draw.ts";

/** What training finds: how to standardise each feature, and the weights. */
export type Fit = { readonly features: readonly FeatureSpec[]; readonly weights: Weights };

/**
 * Trains an additive network with Adam on the logistic loss. Rows are drawn so that parts, sides and sources come
 * equally often, and in each step most features of a row are hidden. The same samples give the same weights.
 *
 * @param onStep called after each step
 */
export function fitNetwork(samples: readonly Sample[], onStep: () => void): Fit {
  const random = createRandom(PLAN.seed);
  const balanced = balancedWeights(samples);
  const features = standardisationOf(samples, balanced);
  const draw = weightedDraw(samples.map(exampleOf(features)), balanced, random);
  const network = createNetwork(random);
  network.holdMonotone();
  const step = createAdam(network.weights, PLAN.learningRate);
  const slopes = new Float64Array(network.weights.length);
  const hide = (value: number | undefined) => (random.uniform() < PLAN.featureKept ? value : undefined);
  for (let steps = 0; steps < PLAN.steps; steps += 1) {
    const batch = Array.from({ length: PLAN.batchRows }, () => {
      const { values, label } = draw();
      return { values: values.map(hide), label };
    });
    network.lossOf(batch, slopes);
    step(slopes);
    network.holdMonotone();
    onStep();
  }
  return { features, weights: network.read() };
}

function exampleOf(features: readonly FeatureSpec[]): (sample: Sample) => Example {
  return ({ row, program }) => ({
    values: features.map((spec, index) => {
      const value = row[index];
      return value === undefined ? undefined : standardise(spec, value, PLAN.standardisedMax);
    }),
    label: program ? 1 - PLAN.labelSmoothing : PLAN.labelSmoothing,
  });
}
