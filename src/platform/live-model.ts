import manifestV10 from "../../models/checkout-v1.0/manifest.json" with { type: "json" };
import weightsV10 from "../../models/checkout-v1.0/weights.json" with { type: "json" };
import live from "../../models/live.json" with { type: "json" };
import { err, type Result } from "../domain/result.ts";
import type { ModelProblem } from "../domain/scoring/model-problem.ts";
import { loadModel, type Model } from "./tfjs-model.ts";

/** The models that the bundle carries, by the name of their directory. */
const BUNDLED: { readonly [directory: string]: { readonly manifest: unknown; readonly weights: unknown } } = {
  "checkout-v1.0": { manifest: manifestV10, weights: weightsV10 },
};

/** Loads the model that `models/live.json` names. */
export function loadLiveModel(): Result<Model, ModelProblem> {
  const files = BUNDLED[live.model];
  return files === undefined
    ? err({ kind: "model-unknown", model: live.model })
    : loadModel(files.manifest, files.weights);
}
