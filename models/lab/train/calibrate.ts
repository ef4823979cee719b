import { assert } from "../../../src/domain/result.ts";
import { logOddsOf, probabilityOf } from "../../../src/domain/scoring/log-odds.ts";
import { createRandom } from "../../../test/rig/shared/random.ts";
import type { Fold } from "./leave-one-out.ts";
import { BASELINE, type Calibrated, UNCALIBRATED } from "./manifest-of.ts";
import { shareAt, thresholdAt } from "./metrics.ts";
import { PLAN } from "./plan.ts";
import { rounded } from "./rounded.ts";
import { type ScoredSample, scoredBy } from "./scored-sample.ts";
import { PARTS, type Part } from "./session.ts";

/** Slopes that are tried: a model that is too sure of itself on people it never saw gets one below 1. */
const SLOPES = Array.from({ length: 31 }, (_, index) => rounded(0.3 + index * 0.05));
/** No more of any one source of people may reach the score from which the policy asks for a challenge. */
const SOURCE_CHALLENGED_MAX = 0.02;
const SIMULATED_PEOPLE = 20_000;

/** What is asked of a person may rest on weaker evidence than what holds an order back for a human to look at. */
const PEOPLE_CHALLENGED_MAX = 0.01;
const PEOPLE_REVIEWED_MAX = 0.001;
/** A person's time is not spent on a checkout that is more likely a person's. */
const REVIEW_MIN = 0.5;

export type Calibration = { readonly calibrated: Calibrated; readonly scored: readonly ScoredSample[] };

/**
 * Finds slope and thresholds on samples of sources that their model had never seen: the slope is as steep as people bear.
 * @param challengeAt the score from which the policy asks for a challenge
 */
export function calibrate(folds: readonly Fold[], challengeAt: number): Calibration {
  const best = SLOPES.map((slope) => ({ slope, scored: scoredAt(folds, slope) })).findLast(
    ({ scored }) => mostChallenged(scored, challengeAt) <= SOURCE_CHALLENGED_MAX,
  );
  assert(best !== undefined, "a model of the faintest slope challenges few people");
  return { calibrated: { slope: best.slope, thresholds: thresholdsOf(best.scored) }, scored: best.scored };
}

/** The share of people who reach a score, of the source where it is the highest. */
function mostChallenged(scored: readonly ScoredSample[], challengeAt: number): number {
  const evidenceOf = new Map<string, number[]>();
  for (const { source, evidence, program } of scored) {
    if (!program) evidenceOf.set(source, [...(evidenceOf.get(source) ?? []), evidence]);
  }
  const reached = logOddsOf(challengeAt) - BASELINE;
  return Math.max(...[...evidenceOf.values()].map((evidence) => shareAt(evidence, reached)));
}

function scoredAt(folds: readonly Fold[], slope: number): ScoredSample[] {
  return folds.flatMap(({ fit, held }) => scoredBy(fit, { ...UNCALIBRATED, slope }, held));
}

/**
 * The scores that at most one and a tenth of a per cent of people reach, whichever parts of a session were observed.
 * People are put together of parts drawn apart, because no recording has both typing and movement.
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
  const thresholds = { challenge: 0, review: REVIEW_MIN };
  for (const parts of subsets(PARTS)) {
    const people = Array.from({ length: SIMULATED_PEOPLE }, () => {
      const logit = parts.reduce((sum, part) => sum + drawn(part), BASELINE);
      return probabilityOf(logit);
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
