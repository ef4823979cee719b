import type { Result } from "../../domain/result.ts";
import type { ModelProblem } from "../../domain/scoring/model-problem.ts";
import { describeError, log } from "../log.ts";
import { loadLiveModel, loadShadowModel } from "./live-model.ts";
import type { Model } from "./tfjs-model.ts";

/** What scores checkouts. */
export type ServedModels = {
  /** Undefined where it is missing or broken: then the policy's careful answer stands in. */
  readonly live: Model | undefined;
  /** Scores beside it for the record; undefined where there is none or it is broken, which changes nothing else. */
  readonly shadow: Model | undefined;
};

let served: ServedModels | undefined;

/** The models of this bundle, loaded when they are first needed and kept. */
export function servedModels(): ServedModels {
  served ??= { live: loaded("live", loadLiveModel), shadow: loaded("shadow", loadShadowModel) };
  return served;
}

/** The live one of them. */
export function liveModel(): Model | undefined {
  return servedModels().live;
}

function loaded(role: keyof ServedModels, load: () => Result<Model, ModelProblem> | undefined): Model | undefined {
  try {
    const model = load();
    if (model === undefined || model.ok) return model?.value;
    log("model-unavailable", { role, problem: model.error.kind });
  } catch (error) {
    log("model-unavailable", { role, detail: describeError(error) });
  }
  return undefined;
}
