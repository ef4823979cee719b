import "@tensorflow/tfjs";
import { add, enableProdMode, losses, mul, type Scalar, sum, tensor1d, tensor2d, train } from "@tensorflow/tfjs-core";
import { standardise } from "../../domain/scoring/features.ts";
import type { FeatureSpec } from "../../domain/scoring/manifest.ts";
import type { Weights } from "../../domain/scoring/weights.ts";
import { createNetwork, type Network } from "./network.ts";
import { PLAN } from "./plan.ts";
import { createRandom } from "./random.ts";
import { balancedWeights, type Sample } from "./samples.ts";
import { standardisationOf } from "./standardisation.ts";
import { weightedDraw } from "./weighted-draw.ts";

/** What training finds: how to standardise each feature, and the weights. */
export type Fit = { readonly features: readonly FeatureSpec[]; readonly weights: Weights };

/**
 * Trains an additive network with Adam on the logistic loss. Rows are drawn so that parts, sides and sources come
 * equally often. The same samples give the same weights.
 *
 * @param onStep called after each step
 */
export function fitNetwork(samples: readonly Sample[], onStep: () => void): Fit {
  // Without the checks of each operation, and without tfjs's greeting on the terminal.
  enableProdMode();
  const random = createRandom(PLAN.seed);
  const balanced = balancedWeights(samples);
  const features = standardisationOf(samples, balanced);
  const draw = weightedDraw(samples, balanced, random);
  const network = createNetwork(random);
  const optimizer = train.adam(PLAN.learningRate);
  for (let step = 0; step < PLAN.steps; step += 1) {
    const batch = Array.from({ length: PLAN.batchRows }, draw);
    optimizer.minimize(() => lossOf(network, batch, features), false, network.variables);
    network.holdMonotone();
    onStep();
  }
  const weights = network.read();
  optimizer.dispose();
  network.dispose();
  return { features, weights };
}

function lossOf(network: Network, batch: readonly Sample[], features: readonly FeatureSpec[]): Scalar {
  const values = batch.map(({ row }) =>
    features.map((spec, index) => {
      const value = row[index];
      return value === undefined ? 0 : standardise(spec, value, PLAN.standardisedMax);
    }),
  );
  const present = batch.map(({ row }) => row.map((value) => (value === undefined ? 0 : 1)));
  const labels = batch.map(({ program }) => (program ? 1 - PLAN.labelSmoothing : PLAN.labelSmoothing));
  const logits = sum(mul(network.contributions(tensor2d(values)), tensor2d(present)), 1);
  const surprise = losses.sigmoidCrossEntropy(tensor1d(labels), logits);
  return add<Scalar>(surprise, mul(PLAN.weightDecay, network.decay()));
}
