import type { Fold } from "./leave-one-out.ts";
import { type Calibrated, UNCALIBRATED } from "./manifest-of.ts";
import { thresholdAt } from "./metrics.ts";
import { PLAN } from "./plan.ts";
import { createRandom } from "./random.ts";
import { rounded } from "./rounded.ts";
import { balancedWeights } from "./samples.ts";
import { type ScoredSample, scoredBy } from "./scored-sample.ts";
import { PARTS, type Part } from "./session.ts";

/** Slopes that are tried: a model that is too sure of itself on sources it never saw gets one below 1. */
const SLOPES = Array.from({ length: 31 }, (_, index) => rounded(0.5 + index * 0.05));
const SIMULATED_PEOPLE = 20_000;

/** What is asked of a person may rest on weaker evidence than what holds an order back for a human to look at. */
const PEOPLE_CHALLENGED_MAX = 0.01;
const PEOPLE_REVIEWED_MAX = 0.001;
/** A person's time is not spent on a checkout that is more likely a person's. */
const REVIEW_MIN = 0.5;

export type Calibration = { readonly calibrated: Calibrated; readonly scored: readonly ScoredSample[] };

/** Finds slope and thresholds on samples of sources that their model had never seen. */
export function calibrate(folds: readonly Fold[]): Calibration {
  let best = { slope: 1, surprise: Number.POSITIVE_INFINITY };
  for (const slope of SLOPES) {
    const surprise = surpriseOf(scoredAt(folds, slope));
    if (surprise < best.surprise) best = { slope, surprise };
  }
  const scored = scoredAt(folds, best.slope);
  return { calibrated: { slope: best.slope, thresholds: thresholdsOf(scored) }, scored };
}

function scoredAt(folds: readonly Fold[], slope: number): ScoredSample[] {
  return folds.flatMap(({ fit, held }) => scoredBy(fit, { ...UNCALIBRATED, slope }, held));
}

/** Balanced logistic loss. */
function surpriseOf(scored: readonly ScoredSample[]): number {
  const weights = balancedWeights(scored);
  let total = 0;
  for (const [index, { evidence, program }] of scored.entries()) {
    total += (weights[index] ?? 0) * Math.log1p(Math.exp(program ? -evidence : evidence));
  }
  return total / scored.length;
}

/**
 * The scores that at most one and a tenth of a per cent of people reach, whichever parts of a session were observed.
 * People are put together of parts drawn apart, because nobody's typing and movement were recorded together.
 */
function thresholdsOf(scored: readonly ScoredSample[]): Calibrated["thresholds"] {
  const random = createRandom(PLAN.seed);
  const evidenceOf = new Map<Part, number[]>(
    PARTS.map((part) => [part, scored.filter((one) => one.part === part && !one.program).map((one) => one.evidence)]),
  );
  function drawn(part: Part): number {
    const evidence = evidenceOf.get(part) ?? [];
    return evidence[Math.floor(random.uniform() * evidence.length)] ?? 0;
  }
  const baseline = Math.log(PLAN.programShare / (1 - PLAN.programShare));
  const thresholds = { challenge: 0, review: REVIEW_MIN };
  for (const parts of subsets(PARTS)) {
    const people = Array.from({ length: SIMULATED_PEOPLE }, () => {
      const logit = parts.reduce((sum, part) => sum + drawn(part), baseline);
      return 1 / (1 + Math.exp(-logit));
    });
    thresholds.challenge = Math.max(thresholds.challenge, thresholdAt(people, PEOPLE_CHALLENGED_MAX));
    thresholds.review = Math.max(thresholds.review, thresholdAt(people, PEOPLE_REVIEWED_MAX));
  }
  return { challenge: roundedUp(thresholds.challenge), review: roundedUp(thresholds.review) };
}

function subsets(parts: readonly Part[]): Part[][] {
  return Array.from({ length: 2 ** parts.length }, (_, bits) => parts.filter((_part, index) => (bits >> index) & 1));
}

function roundedUp(value: number): number {
  return Math.ceil(value * 1_000) / 1_000;
}
