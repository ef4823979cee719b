import { loadLiveModel } from "./live-model.ts";
import { describeError, log } from "./log.ts";
import type { Model } from "./tfjs-model.ts";

let loaded: { readonly model: Model | undefined } | undefined;

/**
 * The live model, loaded when it is first needed and kept. Undefined where it cannot be: then the policy's careful answer
 * stands in.
 */
export function liveModel(): Model | undefined {
  loaded ??= { model: load() };
  return loaded.model;
}

function load(): Model | undefined {
  try {
    const model = loadLiveModel();
    if (model.ok) return model.value;
    log("model-unavailable", { problem: model.error.kind });
  } catch (error) {
    log("model-unavailable", { detail: describeError(error) });
  }
  return undefined;
}
