import type { Manifest } from "../../domain/scoring/manifest.ts";
import type { Fit } from "../train/fit-network.ts";
import { leaveOneOut } from "../train/leave-one-out.ts";
import type { Sample } from "../train/samples.ts";
import { type ScoredSample, scoredBy } from "../train/scored-sample.ts";
import {
  type PeopleFigures,
  type ProgramFigures,
  peopleFigures,
  programFigures,
  type RunFigures,
  runFigures,
} from "./figures.ts";
import { type Reliability, reliabilityOf } from "./reliability.ts";

export type Evaluation = {
  readonly people: readonly PeopleFigures[];
  readonly programs: readonly ProgramFigures[];
  readonly runs: readonly RunFigures[];
  readonly reliability: Reliability;
};

export type EvaluationInput = {
  readonly manifest: Manifest;
  readonly shipped: Fit;
  readonly training: readonly Sample[];
  /** Samples of recordings that are not trained on. */
  readonly outside: readonly Sample[];
  readonly onStep: () => void;
};

/** Measures a model on what it has not seen: each training source by a model trained without it, the rest as shipped. */
export function evaluate({ manifest, shipped, training, outside, onStep }: EvaluationInput): Evaluation {
  const calibrated = { slope: manifest.calibration.slope, thresholds: manifest.thresholds };
  const programs: ProgramFigures[] = [];
  const leftOut: ScoredSample[] = [];
  for (const { fit, held } of leaveOneOut(training, onStep)) {
    const scored = scoredBy(fit, calibrated, held);
    leftOut.push(...scored);
    programs.push(...programFigures(scored, scoredBy(fit, calibrated, outside)));
  }
  const outsiders = scoredBy(shipped, calibrated, outside);
  return {
    people: [...peopleFigures(leftOut, manifest), ...peopleFigures(outsiders, manifest)],
    programs: [...programs, ...programFigures(outsiders, outsiders)],
    runs: runFigures(leftOut, manifest),
    reliability: reliabilityOf(leftOut),
  };
}
