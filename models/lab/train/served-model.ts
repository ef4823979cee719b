import { assert } from "../../../src/domain/result.ts";
import { loadModel, type Model } from "../../../src/platform/model/tfjs-model.ts";
import type { Fit } from "./fit-network.ts";
import { type Calibrated, manifestOf } from "./manifest-of.ts";

/** A fit as the service would load it. */
export function servedModel(fit: Fit, calibrated: Calibrated): Model {
  const model = loadModel(manifestOf(fit, calibrated), fit.weights);
  assert(model.ok, "what was trained can be served");
  return model.value;
}
