import { standardise } from "../../../src/domain/scoring/features.ts";
import type { FeatureSpec } from "../../../src/domain/scoring/manifest.ts";
import type { Weights } from "../../../src/domain/scoring/weights.ts";
import { createRandom, type Random } from "../../../test/rig/shared/random.ts";
import { type Batch, createNetwork } from "./network.ts";
import { PLAN } from "./plan.ts";
import { balancedWeights, type Sample } from "./samples.ts";
import { standardisationOf } from "./standardisation.ts";
import type { Rank, TensorFlow } from "./tensorflow.ts";
import { weightedDraw } from "./weighted-draw.ts";

/** What training finds: how to standardise each feature, and the weights. */
export type Fit = { readonly features: readonly FeatureSpec[]; readonly weights: Weights };

export type Training = {
  readonly tf: TensorFlow;
  /** Called after each step. */
  readonly onStep: () => void;
  readonly steps?: number;
};

/**
 * Trains an additive network with Adam on the logistic loss. Rows are drawn so that parts, sides and sources come
 * equally often, and in each step most features of a row are hidden. The same samples give the same weights.
 */
export function fitNetwork(samples: readonly Sample[], { tf, onStep, steps = PLAN.steps }: Training): Fit {
  const random = createRandom(PLAN.seed);
  const balanced = balancedWeights(samples);
  const features = standardisationOf(samples, balanced);
  const network = createNetwork(tf, random);
  const rows = tensorsOf(tf, samples, features);
  const draw = weightedDraw(balanced, random);
  for (let step = 0; step < steps; step += 1) {
    tf.tidy(() => network.learn(batchOf(tf, rows, draw, random)));
    onStep();
  }
  const weights = network.read();
  network.dispose();
  tf.dispose(rows);
  return { features, weights };
}

function tensorsOf(tf: TensorFlow, samples: readonly Sample[], features: readonly FeatureSpec[]): Batch {
  const shape: [number, number] = [samples.length, features.length];
  const [values, observed] = [tf.buffer<Rank.R2>(shape), tf.buffer<Rank.R2>(shape)];
  for (const [at, { row }] of samples.entries()) {
    for (const [index, spec] of features.entries()) {
      const value = row[index];
      if (value === undefined) continue;
      values.set(standardise(spec, value, PLAN.standardisedMax), at, index);
      observed.set(1, at, index);
    }
  }
  const labels = samples.map(({ program }) => [program ? 1 - PLAN.labelSmoothing : PLAN.labelSmoothing]);
  return { values: values.toTensor(), observed: observed.toTensor(), labels: tf.tensor2d(labels) };
}

/** Draws rows, and hides features of them. */
function batchOf(tf: TensorFlow, { values, observed, labels }: Batch, draw: () => number, { uniform }: Random): Batch {
  const drawn = tf.tensor1d(Int32Array.from({ length: PLAN.batchRows }, draw), "int32");
  const shape: [number, number] = [PLAN.batchRows, values.shape[1]];
  const kept = Float32Array.from({ length: shape[0] * shape[1] }, () => (uniform() < PLAN.featureKept ? 1 : 0));
  return {
    values: tf.gather(values, drawn),
    observed: tf.mul(tf.gather(observed, drawn), tf.tensor2d(kept, shape)),
    labels: tf.gather(labels, drawn),
  };
}
