import { distributionOf, edgesOf, type WeighedValue } from "../../../src/domain/scoring/drift/distribution.ts";
import type { ScoreReference } from "../../../src/domain/scoring/drift/training-reference.ts";
import { probabilityOf } from "../../../src/domain/scoring/log-odds.ts";
import { createRandom } from "../../../test/rig/shared/random.ts";
import { BASELINE } from "./manifest-of.ts";
import { pick } from "./pick.ts";
import { FEATURES, PLAN } from "./plan.ts";
import { rounded } from "./rounded.ts";
import type { ScoredSample } from "./scored-sample.ts";

/** What a session at a desk has: typing and movement of which enough was observed. */
const TYPED = "key.hold_ms_median";
const MOVED = "pointer.speed_change";
const SESSIONS = 4_000;

/**
 * How the score lies over sessions with typing and movement, each part scored by a model that had not seen its source. Programs
 * bring both parts of one run; people are put together of parts drawn apart, because no recording has both.
 */
export function scoreReferenceOf(scored: readonly ScoredSample[]): ScoreReference {
  const random = createRandom(PLAN.seed);
  const [typed, moved] = [observing(scored, TYPED), observing(scored, MOVED)];
  const runOf = ({ source, run }: ScoredSample) => `${source} ${run}`;
  const movedInRun = new Map(moved.filter(({ program }) => program).map((one) => [runOf(one), one.evidence]));
  const programs = typed.flatMap((one) => {
    const movement = one.program ? movedInRun.get(runOf(one)) : undefined;
    return movement === undefined ? [] : [one.evidence + movement];
  });
  const [typists, hands] = [evidenceBySource(typed), evidenceBySource(moved)];
  const drawn = (sources: readonly (readonly number[])[]) => pick(pick(sources, random), random);
  const people = Array.from({ length: SESSIONS }, () => drawn(typists) + drawn(hands));
  const values = [...weighed(people, 1 - PLAN.programShare), ...weighed(programs, PLAN.programShare)];
  const { edges, shares, observed } = distributionOf(values, edgesOf(values).map(rounded));
  return { edges, shares: shares.map(rounded), observed: Math.floor(observed), observing: [TYPED, MOVED] };
}

function observing(scored: readonly ScoredSample[], name: string): ScoredSample[] {
  const at = FEATURES.findIndex(({ signal }) => signal === name);
  return scored.filter(({ row }) => row[at] !== undefined);
}

/** What the model says of people, each source by itself. */
function evidenceBySource(scored: readonly ScoredSample[]): number[][] {
  const people = scored.filter(({ program }) => !program);
  return [...new Set(people.map(({ source }) => source))].map((source) =>
    people.filter((one) => one.source === source).map(({ evidence }) => evidence),
  );
}

/** Scores of logits without the baseline, so that together they weigh a share. */
function weighed(evidence: readonly number[], share: number): WeighedValue[] {
  return evidence.map((one) => ({ value: probabilityOf(BASELINE + one), weight: share / evidence.length }));
}
