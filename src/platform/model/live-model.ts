import manifestV30 from "../../../models/checkout-v3.0/manifest.json" with { type: "json" };
import referenceV30 from "../../../models/checkout-v3.0/reference.json" with { type: "json" };
import weightsV30 from "../../../models/checkout-v3.0/weights.json" with { type: "json" };
import manifestV31 from "../../../models/checkout-v3.1/manifest.json" with { type: "json" };
import referenceV31 from "../../../models/checkout-v3.1/reference.json" with { type: "json" };
import weightsV31 from "../../../models/checkout-v3.1/weights.json" with { type: "json" };
import live from "../../../models/live.json" with { type: "json" };
import type { Json } from "../../domain/canonical-json.ts";
import { err, type Result } from "../../domain/result.ts";
import { type TrainingReference, trainingReferenceSchema } from "../../domain/scoring/drift/training-reference.ts";
import { modelHash } from "../../domain/scoring/model-hash.ts";
import type { ModelProblem } from "../../domain/scoring/model-problem.ts";
import { loadModel, type Model } from "./tfjs-model.ts";

/** A model by the name of its directory, and the hash that its files must have. */
export type Chosen = { readonly model: string; readonly hash: string };

/** What `models/live.json` says. */
const CHOSEN: Chosen & { readonly shadow?: Chosen | undefined } = live;

/** The files of a model. */
export type ModelFiles = { readonly manifest: Json; readonly weights: Json; readonly reference: Json };

/** The models that the bundle carries, by the name of their directory: the live one, and those that it may be measured against. */
export const BUNDLED: ReadonlyMap<string, ModelFiles> = new Map([
  ["checkout-v3.0", { manifest: manifestV30, weights: weightsV30, reference: referenceV30 }],
  ["checkout-v3.1", { manifest: manifestV31, weights: weightsV31, reference: referenceV31 }],
]);

/** Loads the model that `models/live.json` names. */
export function loadLiveModel(): Result<Model, ModelProblem> {
  return loadChosen(CHOSEN, BUNDLED);
}

/** Loads the model that `models/live.json` names as the shadow; undefined where it names none. */
export function loadShadowModel(): Result<Model, ModelProblem> | undefined {
  return CHOSEN.shadow && loadChosen(CHOSEN.shadow, BUNDLED);
}

/** How the features of the live model lay in its training; undefined where its file is broken. */
export function liveReference(): TrainingReference | undefined {
  return trainingReferenceSchema.safeParse(BUNDLED.get(CHOSEN.model)?.reference).data;
}

/** Loads the model that was chosen of those there are, if its files are the ones that were meant, and whole. */
export function loadChosen(
  { model, hash: expected }: Chosen,
  models: ReadonlyMap<string, ModelFiles>,
): Result<Model, ModelProblem> {
  const files = models.get(model);
  if (files === undefined) return err({ kind: "model-unknown", model });
  const { manifest, weights } = files;
  const found = modelHash(manifest, weights);
  return found === expected ? loadModel(manifest, weights) : err({ kind: "hash-mismatch", expected, found });
}
