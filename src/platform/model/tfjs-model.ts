import "#cpu-backend";
import {
  enableProdMode,
  fused,
  keep,
  maximum,
  minimum,
  mul,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
} from "@tensorflow/tfjs-core";
import { err, ok, type Result } from "../../domain/result.ts";
import { type FeatureRow, standardise } from "../../domain/scoring/features.ts";
import type { ModelProblem } from "../../domain/scoring/model-problem.ts";
import { type ParsedModel, parseModel } from "../../domain/scoring/parse-model.ts";
import { type Score, scoreOf } from "../../domain/scoring/score.ts";

/** A model ready to score. */
export type Model = {
  readonly manifest: ParsedModel["manifest"];
  /** Scores a batch of one row or more, in order. Values out of the range of training are bounded, never refused. */
  readonly score: (rows: readonly FeatureRow[]) => Score[];
};

/**
 * Makes a TensorFlow.js model of a model directory's manifest and weights (both as parsed JSON).
 */
export function loadModel(manifest: unknown, weights: unknown): Result<Model, ModelProblem> {
  const parsed = parseModel(manifest, weights);
  if (!parsed.ok) return parsed;
  // Production mode leaves out per-operation checks, and the greeting that tfjs otherwise writes to the terminal.
  enableProdMode();
  try {
    return ok(modelOf(parsed.value));
  } catch (cause) {
    return err({ kind: "backend-failed", detail: cause instanceof Error ? cause.message : String(cause) });
  }
}

function modelOf(parsed: ParsedModel): Model {
  const { manifest } = parsed;
  const width = manifest.features.length;
  const layers = blockLayers(parsed);
  const { contributionMax } = manifest;
  const ceilings = keep(
    tensor1d(manifest.features.map((spec) => Math.min(contributionMax, spec.contributionMax ?? contributionMax))),
  );

  function contributionsOf(rows: readonly FeatureRow[]): ArrayLike<number> {
    const values = new Float32Array(rows.length * width);
    const present = new Float32Array(rows.length * width);
    for (const [rowIndex, row] of rows.entries()) {
      for (const [index, spec] of manifest.features.entries()) {
        const value = row[index];
        if (value === undefined) continue;
        values[rowIndex * width + index] = standardise(spec, value, manifest.standardisedMax);
        present[rowIndex * width + index] = 1;
      }
    }
    return tidy(() => {
      const a = tensor2d(values, [rows.length, width]);
      const units = fused.matMul({ a, b: layers.hidden, bias: layers.bias, activation: "sigmoid" });
      const shapes = fused.matMul({ a: units, b: layers.output, bias: layers.centre });
      const bounded = maximum(minimum(shapes, ceilings), manifest.contributionMin);
      return mul(bounded, tensor2d(present, [rows.length, width])).dataSync();
    });
  }

  return {
    manifest,
    score: (rows) => {
      // Without a browser there is no feature, and nothing to multiply: an absent feature contributes nothing.
      const seen = rows.filter((row) => row.some((value) => value !== undefined));
      const contributions = seen.length === 0 ? [] : contributionsOf(seen);
      return rows.map((row) => {
        const at = seen.indexOf(row);
        return scoreOf(manifest, row, (feature) =>
          at === -1 ? 0 : (contributions[at * width + feature] ?? Number.NaN),
        );
      });
    },
  };
}

/** The sub-networks side by side, as two block matrices with zeros where one feature would hear another. */
type BlockLayers = {
  readonly hidden: Tensor2D;
  readonly bias: Tensor1D;
  readonly output: Tensor2D;
  readonly centre: Tensor1D;
};

/**
 * In a network this small the overhead of an operation costs more than its arithmetic, so all sub-networks go through
 * two fused matrix products at once. The products know the logistic function only: tanh(x) = 2 * logistic(2x) - 1.
 */
function blockLayers({ manifest, weights }: ParsedModel): BlockLayers {
  const width = manifest.features.length;
  const { unitsPerFeature, calibration } = manifest;
  const hidden = new Float32Array(width * width * unitsPerFeature);
  const output = new Float32Array(width * width * unitsPerFeature);
  const bias = new Float32Array(width * unitsPerFeature);
  const centre = new Float32Array(width);
  for (let feature = 0; feature < width; feature += 1) {
    let constant = weights.centre[feature] ?? Number.NaN;
    for (let unit = 0; unit < unitsPerFeature; unit += 1) {
      const column = feature * unitsPerFeature + unit;
      const outward = weights.output[feature]?.[unit] ?? Number.NaN;
      hidden[feature * width * unitsPerFeature + column] = 2 * (weights.hidden[feature]?.[unit] ?? Number.NaN);
      bias[column] = 2 * (weights.bias[feature]?.[unit] ?? Number.NaN);
      output[column * width + feature] = 2 * outward * calibration.slope;
      constant -= outward;
    }
    centre[feature] = constant * calibration.slope;
  }
  return {
    hidden: keep(tensor2d(hidden, [width, width * unitsPerFeature])),
    bias: keep(tensor1d(bias)),
    output: keep(tensor2d(output, [width * unitsPerFeature, width])),
    centre: keep(tensor1d(centre)),
  };
}
