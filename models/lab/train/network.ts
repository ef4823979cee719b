import type { Weights } from "../../../src/domain/scoring/weights.ts";
import type { Random } from "../../../test/rig/shared/random.ts";
import { FEATURES, PLAN } from "./plan.ts";
import { rounded } from "./rounded.ts";
import type { Rank, Scalar, Tensor2D, TensorFlow, Variable } from "./tensorflow.ts";

const WIDTH = FEATURES.length;
const UNITS = PLAN.unitsPerFeature;
const COLUMNS = WIDTH * UNITS;

/** Rows side by side: what was observed, standardised and 0 elsewhere; 1 where it was observed; and the label of each row. */
export type Batch = { readonly values: Tensor2D; readonly observed: Tensor2D; readonly labels: Tensor2D };

/** The additive network in the form in which it learns. */
export type Network = {
  /** One step of Adam down the slope of a batch's loss; gives the loss before it. */
  readonly learn: (batch: Batch) => number;
  readonly read: () => Weights;
  readonly dispose: () => void;
};

/**
 * Makes a network with weights drawn at random. All sub-networks learn at once, side by side in two matrices that are held
 * at zero where one feature would hear another: on the CPU a few large operations cost less than many small ones.
 *
 * @see Kingma and Ba 2015, "Adam: a method for stochastic optimization"
 */
export function createNetwork(tf: TensorFlow, random: Random): Network {
  const drawn = (scale: number) =>
    tf.tidy(() => tf.variable(tf.tensor1d(Float32Array.from({ length: COLUMNS }, () => scale * random.normal()))));
  const hidden = drawn(1);
  const bias = drawn(0.5);
  const output = drawn(0.1);
  const centre = tf.tidy(() => tf.variable(tf.zeros<Rank.R1>([WIDTH])));
  const weights = [hidden, bias, output, centre];
  const own = tf.tensor2d(ownColumns(), [WIDTH, COLUMNS]);
  const bounds = monotoneBounds(tf);
  const adam = tf.train.adam(PLAN.learningRate);
  holdMonotone();

  /**
   * Mean logistic loss, with what large weights cost. How loud a feature may speak is not learnt: a served model bounds it, and
   * what is cut off there no other feature has learnt to make up for.
   */
  function lossOf({ values, observed, labels }: Batch): Scalar {
    const units = tf.tanh(tf.add(tf.matMul(values, tf.mul(own, hidden)), bias));
    const shapes = tf.add(tf.matMul(units, tf.mul(own, output), false, true), centre);
    const logits = tf.sum(tf.mul(shapes, observed), 1, true);
    const size = tf.add(tf.sum(tf.square(output)), tf.sum(tf.square(centre)));
    return tf.add<Scalar>(tf.losses.sigmoidCrossEntropy(labels, logits), tf.mul(size, PLAN.weightDecay));
  }

  /** A sum of rising units whose outward weights have one sign is monotone. */
  function holdMonotone() {
    tf.tidy(() => {
      hidden.assign(tf.maximum(hidden, bounds.hiddenMin));
      output.assign(tf.minimum(tf.maximum(output, bounds.outputMin), bounds.outputMax));
    });
  }

  return {
    learn(batch) {
      return tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => lossOf(batch), weights);
        adam.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
        holdMonotone();
        return value.dataSync()[0] ?? Number.NaN;
      });
    },
    read: () => ({
      hidden: rowsOf(hidden),
      bias: rowsOf(bias),
      output: rowsOf(output),
      centre: Array.from(centre.dataSync(), rounded),
    }),
    dispose() {
      adam.dispose();
      tf.dispose([...weights, own, bounds]);
    },
  };
}

/** 1 where a column belongs to a feature. */
function ownColumns(): Float32Array {
  return Float32Array.from({ length: WIDTH * COLUMNS }, (_, at) =>
    Math.floor(at / COLUMNS) === Math.floor((at % COLUMNS) / UNITS) ? 1 : 0,
  );
}

/** Between these the weights of monotone features stay; those of others may be anything. */
function monotoneBounds(tf: TensorFlow) {
  const bound = (limited: "rising" | "falling" | undefined, otherwise: number) =>
    tf.tensor1d(
      FEATURES.flatMap(({ monotone }) => {
        const holds = monotone !== undefined && (limited ?? monotone) === monotone;
        return Array.from({ length: UNITS }, () => (holds ? 0 : otherwise));
      }),
    );
  return {
    hiddenMin: bound(undefined, Number.NEGATIVE_INFINITY),
    outputMin: bound("rising", Number.NEGATIVE_INFINITY),
    outputMax: bound("falling", Number.POSITIVE_INFINITY),
  };
}

function rowsOf(weights: Variable): number[][] {
  const flat = Array.from(weights.dataSync(), rounded);
  return Array.from({ length: WIDTH }, (_, row) => flat.slice(row * UNITS, (row + 1) * UNITS));
}
