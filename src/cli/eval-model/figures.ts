import type { Manifest } from "../../domain/scoring/manifest.ts";
import { auc, caughtAt } from "../train/metrics.ts";
import type { ScoredSample } from "../train/scored-sample.ts";
import type { Part } from "../train/session.ts";
import { bootstrapInterval, type Interval, shareInterval } from "./interval.ts";

const PEOPLE_FLAGGED = 0.01;

/** How many scores reach the thresholds that the manifest proposes. */
export type Reached = { readonly challenged: Interval; readonly reviewed: Interval };

/** People of one source in one part: how often the model, from this part alone, would stand in their way. */
export type PeopleFigures = Reached & { readonly part: Part; readonly source: string; readonly sessions: number };

/** Whole runs of a driver that the model had never seen: the evidence of all parts added up. */
export type RunFigures = Reached & { readonly source: string; readonly runs: number };

/** A program that the model had never seen, in one part, against people of recordings that were never trained on. */
export type ProgramFigures = {
  readonly part: Part;
  readonly source: string;
  readonly sessions: number;
  readonly people: number;
  readonly auc: Interval;
  /** Share caught where one per cent of the people are flagged. */
  readonly caught: Interval;
};

export function peopleFigures(scored: readonly ScoredSample[], manifest: Manifest): PeopleFigures[] {
  return grouped(scored.filter(({ program }) => !program)).map(({ part, source, group }) => ({
    part,
    source,
    sessions: group.length,
    ...reached(
      group.map(({ evidence }) => evidence),
      manifest,
    ),
  }));
}

export function runFigures(scored: readonly ScoredSample[], manifest: Manifest): RunFigures[] {
  const bySource = new Map<string, Map<string, number>>();
  for (const { source, run, evidence, program } of scored) {
    if (!program) continue;
    const runs = bySource.get(source) ?? new Map<string, number>();
    runs.set(run, (runs.get(run) ?? 0) + evidence);
    bySource.set(source, runs);
  }
  return [...bySource].map(([source, runs]) => ({ source, runs: runs.size, ...reached([...runs.values()], manifest) }));
}

export function programFigures(scored: readonly ScoredSample[], people: readonly ScoredSample[]): ProgramFigures[] {
  return grouped(scored.filter(({ program }) => program)).flatMap(({ part, source, group }) => {
    const both = {
      people: people.filter((one) => one.part === part && !one.program).map(({ evidence }) => evidence),
      programs: group.map(({ evidence }) => evidence),
    };
    if (both.people.length === 0) return [];
    const caught = bootstrapInterval(both, (drawn) => caughtAt(drawn, PEOPLE_FLAGGED));
    const figures = { part, source, sessions: group.length, people: both.people.length };
    return [{ ...figures, auc: bootstrapInterval(both, auc), caught }];
  });
}

function reached(evidence: readonly number[], { calibration, thresholds }: Manifest): Reached {
  const values = evidence.map((one) => 1 / (1 + Math.exp(-calibration.baseline - one)));
  const count = (threshold: number) => values.filter((value) => value >= threshold).length;
  return {
    challenged: shareInterval(count(thresholds.challenge), values.length),
    reviewed: shareInterval(count(thresholds.review), values.length),
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
