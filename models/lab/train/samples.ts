import type { FeatureRow } from "../../../src/domain/scoring/features.ts";
import { FEATURES } from "./plan.ts";
import { PARTS, type Part, type Session } from "./session.ts";
import { rowOf } from "./session-row.ts";

/** One row of the training: features, label and where it is from. */
export type Sample = {
  readonly row: FeatureRow;
  readonly program: boolean;
  readonly part: Part;
  readonly source: string;
  readonly run: string;
};

/** Makes rows of sessions; a session of which nothing of its part was observed teaches nothing and is left out. */
export function samplesOf(sessions: readonly Session[]): Sample[] {
  const names = FEATURES.map(({ signal }) => signal);
  return sessions
    .map((session) => ({
      row: rowOf(session, names),
      program: session.program,
      part: session.part,
      source: session.source,
      run: session.run,
    }))
    .filter(({ row }) => row.some((value) => value !== undefined));
}

/**
 * How much each sample counts: within each part people and programs weigh the same, and within each of them every
 * source does, however many sessions it has. Weights have a mean of one.
 */
export function balancedWeights(samples: readonly Sample[]): number[] {
  const sessionsOf = new Map<string, number>();
  const sourcesOf = new Map<string, Set<string>>();
  const sideOf = ({ part, program }: Sample) => `${part} ${program}`;
  for (const sample of samples) {
    const side = sideOf(sample);
    const source = `${side} ${sample.source}`;
    sessionsOf.set(source, (sessionsOf.get(source) ?? 0) + 1);
    sourcesOf.set(side, (sourcesOf.get(side) ?? new Set()).add(sample.source));
  }
  const sides = PARTS.length * 2;
  return samples.map((sample) => {
    const side = sideOf(sample);
    const share = (sessionsOf.get(`${side} ${sample.source}`) ?? 1) * (sourcesOf.get(side)?.size ?? 1);
    return samples.length / (sides * share);
  });
}
