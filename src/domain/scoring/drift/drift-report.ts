import type { Manifest } from "../manifest.ts";
import { type Distribution, distributionOfCheckouts } from "./distribution.ts";
import type { ScoredDecision } from "./scored-decision.ts";
import { type ShadowAgreement, shadowAgreement } from "./shadow-agreement.ts";
import { stabilityIndex } from "./stability-index.ts";
import type { ScoreReference } from "./training-reference.ts";

/** What a window is compared with: what the model was trained on, where each part of a session stood alone, or another window. */
export type DriftReference =
  | {
      readonly kind: "training";
      readonly features: readonly Distribution[];
      /** Absent of models that do not know it. */
      readonly score?: ScoreReference | undefined;
    }
  | { readonly kind: "window"; readonly decisions: readonly ScoredDecision[] };

/** How far a figure has moved; `too-few` and `no-reference` say nothing of it. */
export const DRIFT_LEVELS = ["stable", "moved", "drifted", "too-few", "no-reference"] as const;
export type DriftLevel = (typeof DRIFT_LEVELS)[number];

/** One figure, the score or a feature, then and now. Shares are of the checkouts that have a value. */
export type DriftRow = {
  readonly name: string;
  readonly level: DriftLevel;
  /** The population stability index; null where there is nothing to say. */
  readonly index: number | null;
  /** What chance alone stays below in 19 cases of 20. */
  readonly chance: number | null;
  readonly observed: { readonly reference: number | null; readonly current: number };
  /** Checkouts without a value; null where the reference does not know. */
  readonly absent: { readonly reference: number | null; readonly current: number };
  /** From the lowest to the highest; the last one has no upper end. */
  readonly bins: readonly {
    readonly upTo: number | null;
    readonly reference: number | null;
    readonly current: number;
  }[];
};

export type DriftReport = {
  readonly modelVersion: string;
  readonly reference: DriftReference["kind"];
  readonly score: DriftRow;
  readonly features: readonly DriftRow[];
  /** Absent where no shadow model is served. */
  readonly shadow?: ShadowAgreement | undefined;
};

export type DriftInput = {
  readonly manifest: Manifest;
  readonly shadow?: Manifest | undefined;
  readonly reference: DriftReference;
  readonly current: readonly ScoredDecision[];
};

/** Fewer checkouts than this on either side say nothing; those without a value count where both sides know them. */
const CHECKOUTS_MIN = 100;
/** The usual rule of thumb: below the first nothing happened, from the second on a model is looked after. */
const MOVED_MIN = 0.1;
const DRIFTED_MIN = 0.25;

/** Compares recorded decisions with a reference: the score, then every feature in the order of the manifest. */
export function driftReport({ manifest, shadow, reference, current }: DriftInput): DriftReport {
  const observing = reference.kind === "training" ? (reference.score?.observing ?? []) : [];
  const needed = manifest.features.flatMap(({ signal }, at) => (observing.includes(signal) ? [at] : []));
  const scoresOf = (decisions: readonly ScoredDecision[]) =>
    decisions.map(({ score, features }) => (needed.every((at) => features[at] !== undefined) ? score : undefined));
  const featureOf = (decisions: readonly ScoredDecision[], at: number) => decisions.map(({ features }) => features[at]);
  const before = {
    score: reference.kind === "window" ? distributionOfCheckouts(scoresOf(reference.decisions)) : reference.score,
    feature: (at: number) =>
      reference.kind === "window"
        ? distributionOfCheckouts(featureOf(reference.decisions, at))
        : reference.features[at],
  };
  return {
    modelVersion: manifest.modelVersion,
    reference: reference.kind,
    score: rowOf("score", before.score, scoresOf(current)),
    features: manifest.features.map(({ signal }, at) => rowOf(signal, before.feature(at), featureOf(current, at))),
    ...(shadow === undefined ? {} : { shadow: shadowAgreement(manifest, shadow, current) }),
  };
}

function rowOf(name: string, reference: Distribution | undefined, figures: readonly (number | undefined)[]): DriftRow {
  const current = distributionOfCheckouts(figures, reference?.edges);
  return {
    name,
    ...compared(reference, current),
    observed: { reference: reference?.observed ?? null, current: current.observed },
    absent: { reference: reference?.absent ?? null, current: current.absent ?? 0 },
    bins: current.shares.map((share, bin) => ({
      upTo: current.edges[bin] ?? null,
      reference: reference?.shares[bin] ?? null,
      current: share,
    })),
  };
}

function compared(
  reference: Distribution | undefined,
  current: Distribution,
): Pick<DriftRow, "level" | "index" | "chance"> {
  if (reference === undefined) return { level: "no-reference", index: null, chance: null };
  const counted = ({ observed, absent = 0 }: Distribution) =>
    reference.absent === undefined ? observed : observed + absent;
  if (Math.min(counted(reference), counted(current)) < CHECKOUTS_MIN) {
    return { level: "too-few", index: null, chance: null };
  }
  const { index, chance } = stabilityIndex(reference, current);
  if (index < MOVED_MIN || index <= chance) return { level: "stable", index, chance };
  return { level: index < DRIFTED_MIN ? "moved" : "drifted", index, chance };
}
