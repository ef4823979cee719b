import type { CompiledPolicy } from "../../../src/domain/rules/load-policy.ts";
import type { Manifest } from "../../../src/domain/scoring/manifest.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import type { Recording } from "../record-bots/recording.ts";
import { type PolicyThresholds, thresholdsOf } from "../train/compiled-policy.ts";
import { type Fit, fitNetwork, type Training } from "../train/fit-network.ts";
import { leaveOneOut } from "../train/leave-one-out.ts";
import type { Sample } from "../train/samples.ts";
import { type ScoredSample, scoredBy } from "../train/scored-sample.ts";
import { servedModel } from "../train/served-model.ts";
import { BROWSER_DRIVERS } from "./browser-drivers.ts";
import {
  type PeopleFigures,
  type ProgramFigures,
  peopleFigures,
  programFigures,
  type TogetherFigures,
  togetherFigures,
} from "./figures.ts";
import { RELATED_DRIVERS } from "./related-drivers.ts";
import { type Reliability, reliabilityOf } from "./reliability.ts";
import { type RunFigures, runFigures, verdictOn } from "./run-verdicts.ts";

export type Evaluation = {
  readonly thresholds: PolicyThresholds;
  readonly people: readonly PeopleFigures[];
  readonly together: readonly TogetherFigures[];
  /** Programs by a model that was trained without their own source. */
  readonly programs: readonly ProgramFigures[];
  /** Some drivers by a model that was trained without any that moves or types alike, too. */
  readonly withoutRelated: readonly ProgramFigures[];
  readonly runs: readonly RunFigures[];
  readonly reliability: Reliability;
};

export type EvaluationInput = {
  readonly manifest: Manifest;
  readonly shipped: Fit;
  readonly training: readonly Sample[];
  /** Samples of recordings that are not trained on. */
  readonly outside: readonly Sample[];
  /** People of those recordings as they type in other circumstances: they are judged, and no program is measured against them. */
  readonly strained: readonly Sample[];
  /** Runs of the drivers among the training's sources, with what the service recorded of them. */
  readonly recordings: readonly Recording[];
  readonly policy: CompiledPolicy;
  /** How models without some of the sources are trained. */
  readonly retraining: Training;
};

/**
 * Measures a model on what it has not seen: each training source by a model trained without it, the rest as shipped, and
 * some drivers once more by models trained without their kin.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { manifest, shipped, training, outside, strained, recordings, policy, retraining } = input;
  const thresholds = thresholdsOf(policy);
  const calibrated = { slope: manifest.calibration.slope, thresholds: manifest.thresholds };
  const programs: ProgramFigures[] = [];
  const runs: RunFigures[] = [];
  const leftOut: ScoredSample[] = [];
  const browsers = new Set([...recordings.map(({ driver }) => driver), ...BROWSER_DRIVERS]);
  const figuresOf = (scored: readonly ScoredSample[], people: readonly ScoredSample[]) =>
    programFigures(scored, people, browsers);
  for (const { source, fit, held } of leaveOneOut(training, retraining)) {
    const scored = scoredBy(fit, calibrated, held);
    leftOut.push(...scored);
    programs.push(...figuresOf(scored, scoredBy(fit, calibrated, outside)));
    const model = servedModel(fit, calibrated);
    const own = recordings.filter(({ driver }) => driver === source);
    if (own.length > 0)
      runs.push(
        runFigures(
          source,
          own.map((recording) => verdictOn(recording, policy, model)),
        ),
      );
  }
  const withoutRelated = RELATED_DRIVERS.flatMap(({ drivers, without }) => {
    const fit = fitNetwork(
      training.filter(({ source }) => !without.includes(source)),
      retraining,
    );
    const held = [...training, ...outside].filter(({ source }) => drivers.includes(source));
    return figuresOf(scoredBy(fit, calibrated, held), scoredBy(fit, calibrated, outside));
  });
  const outsiders = scoredBy(shipped, calibrated, outside);
  return {
    thresholds,
    people: [leftOut, outsiders, scoredBy(shipped, calibrated, strained)].flatMap((scored) =>
      peopleFigures(scored, manifest, thresholds),
    ),
    together: togetherFigures(outsiders, manifest, thresholds),
    programs: [...programs, ...figuresOf(outsiders, outsiders)],
    withoutRelated,
    runs: [...runs, ...runsUntaught(input, servedModel(shipped, calibrated))],
    reliability: reliabilityOf(leftOut),
  };
}

/** Drivers that left nothing to learn from, neither keys nor movement, are left out of every training. */
function runsUntaught({ recordings, training, policy }: EvaluationInput, model: Model): RunFigures[] {
  const taught = new Set(training.map(({ source }) => source));
  const names = new Set(recordings.map(({ driver }) => driver).filter((name) => !taught.has(name)));
  return [...names].map((name) =>
    runFigures(
      name,
      recordings.filter(({ driver }) => driver === name).map((recording) => verdictOn(recording, policy, model)),
    ),
  );
}
