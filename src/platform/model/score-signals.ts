import { roundToMillionth } from "../../domain/decision/decide.ts";
import type { RecordedScore, ShadowScore } from "../../domain/decision/decision.ts";
import { featuresOf } from "../../domain/scoring/features.ts";
import type { Score } from "../../domain/scoring/score.ts";
import type { Signals } from "../../domain/signals/signal.ts";
import { describeError, log } from "../log.ts";
import type { ServedModels } from "./model-source.ts";
import type { Model } from "./tfjs-model.ts";

/** What the models say of one reading of a checkout. */
export type Scored = { readonly score?: RecordedScore; readonly shadowScore?: ShadowScore };

/**
 * Scores readings, each model in one batch. Without `score` the policy says what happens; whatever becomes of the shadow
 * model, the live score is the same.
 */
export function scoreSignals({ live, shadow }: ServedModels, signals: readonly Signals[]): readonly Scored[] {
  const scores = batch("live", live, signals);
  const shadowScores = batch("shadow", shadow, signals);
  return signals.map((_, at) => {
    const [score, shadowScore] = [scores[at], shadowScores[at]];
    return {
      ...(score === undefined ? {} : { score: recordedScore(score) }),
      ...(shadowScore === undefined || !Number.isFinite(shadowScore.logit)
        ? {}
        : { shadowScore: shadowOf(shadowScore) }),
    };
  });
}

function batch(role: keyof ServedModels, model: Model | undefined, signals: readonly Signals[]): readonly Score[] {
  if (model === undefined) return [];
  try {
    return model.score(signals.map((each) => featuresOf(model.manifest, each)));
  } catch (error) {
    log("model-unavailable", { role, detail: describeError(error) });
    return [];
  }
}

/** Rounded before it is judged, so that the record and the decision know the same number on every machine. */
function recordedScore({ value, logit, modelVersion, contributions }: Score): RecordedScore {
  return {
    value: roundToMillionth(value),
    logit: roundToMillionth(logit),
    modelVersion,
    contributions: contributions.map(({ feature, value: observed, contribution }) => ({
      feature,
      value: roundToMillionth(observed),
      contribution: roundToMillionth(contribution),
    })),
  };
}

function shadowOf({ value, logit, modelVersion }: Score): ShadowScore {
  return { value: roundToMillionth(value), logit: roundToMillionth(logit), modelVersion };
}
