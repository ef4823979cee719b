import {
  add,
  clipByValue,
  dispose,
  expandDims,
  maximum,
  minimum,
  mul,
  square,
  sum,
  type Tensor,
  type Tensor2D,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  type Variable,
  variable,
} from "@tensorflow/tfjs-core";
import type { Weights } from "../../domain/scoring/weights.ts";
import { FEATURES, PLAN } from "./plan.ts";
import type { Random } from "./random.ts";
import { rounded } from "./rounded.ts";

/** Stands for no bound: weights never come near it. */
const FAR = 1e6;

/** The additive network in the form in which it learns. */
export type Network = {
  readonly variables: Variable[];
  /** Bounded contributions, from standardised values of shape [rows, features]. */
  readonly contributions: (values: Tensor2D) => Tensor;
  /** Size of what may let a contribution grow. */
  readonly decay: () => Tensor;
  /** Puts the weights of monotone features back to where they are monotone; to be called after each step. */
  readonly holdMonotone: () => void;
  readonly read: () => Weights;
  readonly dispose: () => void;
};

export function createNetwork(random: Random): Network {
  const shape: [number, number] = [FEATURES.length, PLAN.unitsPerFeature];
  function initial(deviation: number): Variable {
    const drawn = Float32Array.from({ length: shape[0] * shape[1] }, () => deviation * random.normal());
    return variable(tensor2d(drawn, shape));
  }
  const hidden = initial(1);
  const bias = initial(0.5);
  const output = initial(0.1);
  const centre = variable(tensor1d(new Float32Array(FEATURES.length)));
  const variables = [hidden, bias, output, centre];

  // A sum of rising units whose outward weights have one sign is monotone.
  const hiddenFloor = tensor2d(FEATURES.map(({ monotone }) => [monotone === undefined ? -FAR : 0]));
  const outputFloor = tensor2d(FEATURES.map(({ monotone }) => [monotone === "rising" ? 0 : -FAR]));
  const outputCeiling = tensor2d(FEATURES.map(({ monotone }) => [monotone === "falling" ? 0 : FAR]));
  function holdMonotone() {
    tidy(() => {
      hidden.assign(maximum(hidden, hiddenFloor));
      output.assign(minimum(maximum(output, outputFloor), outputCeiling));
    });
  }
  holdMonotone();

  return {
    variables,
    contributions(values) {
      const units = tanh(add(mul(expandDims(values, 2), hidden), bias));
      return clipByValue(add(sum(mul(units, output), 2), centre), PLAN.contributionMin, PLAN.contributionMax);
    },
    decay: () => add(sum(square(output)), sum(square(centre))),
    holdMonotone,
    read: () => ({
      hidden: rowsOf(hidden),
      bias: rowsOf(bias),
      output: rowsOf(output),
      centre: Array.from(centre.dataSync(), rounded),
    }),
    dispose: () => dispose([...variables, hiddenFloor, outputFloor, outputCeiling]),
  };
}

function rowsOf(matrix: Variable): number[][] {
  const flat = Array.from(matrix.dataSync(), rounded);
  const width = PLAN.unitsPerFeature;
  return Array.from({ length: flat.length / width }, (_, row) => flat.slice(row * width, (row + 1) * width));
}
