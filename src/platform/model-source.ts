import manifest from "../../models/checkout-v1.0/manifest.json";
import weights from "../../models/checkout-v1.0/weights.json";
import { describeError, log } from "./log.ts";
import { loadModel, type Model } from "./tfjs-model.ts";

let loaded: { readonly model: Model | undefined } | undefined;

/** The live model, loaded when it is first needed. Undefined where it cannot be: then the policy's careful answer stands in. */
export function liveModel(): Model | undefined {
  loaded ??= { model: load() };
  return loaded.model;
}

function load(): Model | undefined {
  try {
    const model = loadModel(manifest, weights);
    if (model.ok) return model.value;
    log("model-unavailable", { problem: model.error.kind });
  } catch (error) {
    log("model-unavailable", { detail: describeError(error) });
  }
  return undefined;
}
