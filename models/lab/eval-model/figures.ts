import { probabilityOf } from "../../../src/domain/scoring/log-odds.ts";
import type { Manifest } from "../../../src/domain/scoring/manifest.ts";
import { createRandom } from "../../../test/rig/shared/random.ts";
import type { PolicyThresholds } from "../train/compiled-policy.ts";
import { auc, caughtAt, shareAt } from "../train/metrics.ts";
import { pick } from "../train/pick.ts";
import { PLAN } from "../train/plan.ts";
import type { ScoredSample } from "../train/scored-sample.ts";
import type { Part } from "../train/session.ts";
import { bootstrapInterval, type Interval, shareInterval } from "./interval.ts";

const PEOPLE_FLAGGED = 0.01;
/** People put together for each set. */
const TOGETHER = 20_000;

/** How many scores reach the policy's thresholds. */
export type Reached = { readonly challenged: Interval; readonly reviewed: Interval };

/** People of one source in one part: how often the model, from this part alone, would stand in their way. */
export type PeopleFigures = Reached & { readonly part: Part; readonly source: string; readonly sessions: number };

/** Typing of one set of people and movement of another, put together. */
export type TogetherFigures = { readonly source: string; readonly challenged: number };

/** A program that the model had never seen, in one part, against people of recordings that were never trained on. */
export type ProgramFigures = {
  readonly part: Part;
  readonly source: string;
  /** It ran in a real browser; others moved on a desktop, or were simulated. */
  readonly realBrowser: boolean;
  readonly sessions: number;
  readonly people: number;
  readonly auc: Interval;
  /** Share caught where one per cent of the people are flagged. */
  readonly caught: Interval;
};

/** People by source, and where a source is one person of several, all of them together first. */
export function peopleFigures(
  scored: readonly ScoredSample[],
  { calibration }: Manifest,
  thresholds: PolicyThresholds,
): PeopleFigures[] {
  const people = scored.filter(({ program }) => !program);
  const together = people.flatMap((one) => {
    const set = setOf(one.source);
    return set === one.source ? [] : [{ ...one, source: `${set}, all` }];
  });
  return grouped([...together, ...people]).map(({ part, source, group }) => ({
    part,
    source,
    sessions: group.length,
    ...reached(
      group.map(({ evidence }) => probabilityOf(calibration.baseline + evidence)),
      thresholds,
    ),
  }));
}

/**
 * People put together of typing and movement that were recorded apart, of each set of people who moved.
 * @returns the share of them who reach the policy's challenge
 */
export function togetherFigures(
  scored: readonly ScoredSample[],
  { calibration }: Manifest,
  thresholds: PolicyThresholds,
): TogetherFigures[] {
  const random = createRandom(PLAN.seed);
  const people = scored.filter(({ program }) => !program).map((one) => ({ ...one, source: setOf(one.source) }));
  const typed = people.filter(({ part }) => part === "keys");
  return grouped(people.filter(({ part }) => part === "movement")).map(({ source, group }) => {
    const values = Array.from({ length: TOGETHER }, () => {
      const evidence = pick(typed, random).evidence + pick(group, random).evidence;
      return probabilityOf(calibration.baseline + evidence);
    });
    return { source, challenged: shareAt(values, thresholds.challenge) };
  });
}

/** @param browsers the sources that ran in a real browser */
export function programFigures(
  scored: readonly ScoredSample[],
  people: readonly ScoredSample[],
  browsers: ReadonlySet<string>,
): ProgramFigures[] {
  return grouped(scored.filter(({ program }) => program)).flatMap(({ part, source, group }) => {
    const both = {
      people: people.filter((one) => one.part === part && !one.program).map(({ evidence }) => evidence),
      programs: group.map(({ evidence }) => evidence),
    };
    if (both.people.length === 0) return [];
    const caught = bootstrapInterval(both, (drawn) => caughtAt(drawn, PEOPLE_FLAGGED));
    const counts = { sessions: group.length, people: both.people.length };
    const figures = { part, source, realBrowser: browsers.has(source), ...counts };
    return [{ ...figures, auc: bootstrapInterval(both, auc), caught }];
  });
}

/** The set of recordings that a person is one of. */
function setOf(source: string): string {
  return source.replace(/-u(?:ser)?\d+$/, "");
}

function reached(values: readonly number[], { challenge, review }: PolicyThresholds): Reached {
  const count = (threshold: number) => values.filter((value) => value >= threshold).length;
  return {
    challenged: shareInterval(count(challenge), values.length),
    reviewed: shareInterval(count(review), values.length),
  };
}

type Group = { readonly part: Part; readonly source: string; readonly group: ScoredSample[] };

function grouped(scored: readonly ScoredSample[]): Group[] {
  const groups = new Map<string, Group>();
  for (const sample of scored) {
    const { part, source } = sample;
    const key = `${part} ${source}`;
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { part, source, group: [sample] });
    else found.group.push(sample);
  }
  return [...groups.values()];
}
