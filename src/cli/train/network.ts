import type { Weights } from "../../domain/scoring/weights.ts";
import { FEATURES, PLAN } from "./plan.ts";
import type { Random } from "./random.ts";
import { rounded } from "./rounded.ts";

/** What is out of bounds still counts a little, or nothing would ever bring it back. */
const LEAK = 0.05;

const UNITS = PLAN.unitsPerFeature;
const WIDTH = FEATURES.length;

/** A row of a batch: standardised values in the order of the features, `undefined` where not observed, and its label. */
export type Example = { readonly values: readonly (number | undefined)[]; readonly label: number };

/** The additive network in the form in which it learns: its weights in one list, and the slopes of its loss. */
export type Network = {
  readonly weights: Float64Array;
  /** Mean logistic loss of a batch with what large weights cost; writes its slope along each weight into `slopes`. */
  readonly lossOf: (batch: readonly Example[], slopes: Float64Array) => number;
  /** Puts the weights of monotone features back to where they are monotone; to be called after each step. */
  readonly holdMonotone: () => void;
  readonly read: () => Weights;
};

/** Where each kind of weight begins in the list. */
const HIDDEN = 0;
const BIAS = WIDTH * UNITS;
const OUTPUT = 2 * WIDTH * UNITS;
const CENTRE = 3 * WIDTH * UNITS;

export function createNetwork(random: Random): Network {
  const weights = new Float64Array(CENTRE + WIDTH);
  for (let at = HIDDEN; at < BIAS; at += 1) weights[at] = random.normal();
  for (let at = BIAS; at < OUTPUT; at += 1) weights[at] = 0.5 * random.normal();
  for (let at = OUTPUT; at < CENTRE; at += 1) weights[at] = 0.1 * random.normal();
  const weight = (at: number) => weights[at] ?? Number.NaN;

  /** The contribution of a feature before it is bounded. */
  function shapeAt(feature: number, value: number): number {
    let shape = weight(CENTRE + feature);
    for (let at = feature * UNITS; at < (feature + 1) * UNITS; at += 1) {
      shape += weight(OUTPUT + at) * Math.tanh(weight(HIDDEN + at) * value + weight(BIAS + at));
    }
    return shape;
  }

  function addSlopes(slopes: Float64Array, feature: number, value: number, slope: number) {
    const add = (at: number, by: number) => {
      slopes[at] = (slopes[at] ?? 0) + by;
    };
    add(CENTRE + feature, slope);
    for (let at = feature * UNITS; at < (feature + 1) * UNITS; at += 1) {
      const unit = Math.tanh(weight(HIDDEN + at) * value + weight(BIAS + at));
      const inward = slope * weight(OUTPUT + at) * (1 - unit * unit);
      add(OUTPUT + at, slope * unit);
      add(BIAS + at, inward);
      add(HIDDEN + at, inward * value);
    }
  }

  return {
    weights,
    lossOf(batch, slopes) {
      slopes.fill(0);
      let loss = 0;
      for (const { values, label } of batch) {
        const shapes = values.map((value, feature) => (value === undefined ? undefined : shapeAt(feature, value)));
        const logit = shapes.reduce<number>((sum, shape, feature) => sum + bounded(feature, shape), 0);
        const probability = 1 / (1 + Math.exp(-logit));
        loss += (Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - label * logit) / batch.length;
        for (const [feature, value] of values.entries()) {
          const shape = shapes[feature];
          if (value === undefined || shape === undefined) continue;
          const leaking = shape < PLAN.contributionMin || shape > ceilingOf(feature);
          addSlopes(slopes, feature, value, ((probability - label) / batch.length) * (leaking ? LEAK : 1));
        }
      }
      for (let at = OUTPUT; at < weights.length; at += 1) {
        loss += PLAN.weightDecay * weight(at) ** 2;
        slopes[at] = (slopes[at] ?? 0) + 2 * PLAN.weightDecay * weight(at);
      }
      return loss;
    },
    holdMonotone() {
      // A sum of rising units whose outward weights have one sign is monotone.
      for (const [feature, { monotone }] of FEATURES.entries()) {
        if (monotone === undefined) continue;
        for (let at = feature * UNITS; at < (feature + 1) * UNITS; at += 1) {
          weights[HIDDEN + at] = Math.max(0, weight(HIDDEN + at));
          const outward = weight(OUTPUT + at);
          weights[OUTPUT + at] = monotone === "rising" ? Math.max(0, outward) : Math.min(0, outward);
        }
      }
    },
    read: () => ({
      hidden: rowsOf(weights.subarray(HIDDEN, BIAS)),
      bias: rowsOf(weights.subarray(BIAS, OUTPUT)),
      output: rowsOf(weights.subarray(OUTPUT, CENTRE)),
      centre: Array.from(weights.subarray(CENTRE), rounded),
    }),
  };
}

function ceilingOf(feature: number): number {
  return FEATURES[feature]?.contributionMax ?? PLAN.contributionMax;
}

function bounded(feature: number, shape: number | undefined): number {
  if (shape === undefined) return 0;
  const held = Math.min(ceilingOf(feature), Math.max(PLAN.contributionMin, shape));
  return held + LEAK * (shape - held);
}

function rowsOf(list: Float64Array): number[][] {
  const flat = Array.from(list, rounded);
  return Array.from({ length: WIDTH }, (_, row) => flat.slice(row * UNITS, (row + 1) * UNITS));
}
