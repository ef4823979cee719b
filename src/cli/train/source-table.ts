import { auc, caughtAt, shareAt } from "./metrics.ts";
import { PLAN } from "./plan.ts";
import type { ScoredSample } from "./scored-sample.ts";

/** How one source fared in one part. For programs also against people of the same part. */
export type SourceFigures = {
  readonly part: string;
  readonly source: string;
  readonly program: boolean;
  readonly sessions: number;
  /** Share of its sessions whose score, from this part alone, reaches the threshold. */
  readonly challenged: number;
  readonly reviewed: number;
  readonly auc?: number | undefined;
  /** Share caught where one per cent of people are flagged. */
  readonly caughtAtOnePercent?: number | undefined;
};

/** One row for each part and source of the scored samples; people to compare with come from `people`. */
export function sourceTable(
  scored: readonly ScoredSample[],
  people: readonly ScoredSample[],
  thresholds: { readonly challenge: number; readonly review: number },
): SourceFigures[] {
  const groups = new Map<string, ScoredSample[]>();
  for (const sample of scored) {
    const key = `${sample.part} ${sample.source}`;
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { part, source, program } = first;
    const values = group.map(({ evidence }) => scoreValue(evidence));
    const peopleValues = people
      .filter((one) => one.part === part && !one.program)
      .map((one) => scoreValue(one.evidence));
    const figures = {
      part,
      source,
      program,
      sessions: group.length,
      challenged: shareAt(values, thresholds.challenge),
      reviewed: shareAt(values, thresholds.review),
    };
    if (!program || peopleValues.length === 0) return [figures];
    const both = { people: peopleValues, programs: values };
    return [{ ...figures, auc: auc(both), caughtAtOnePercent: caughtAt(both, 0.01) }];
  });
}

function scoreValue(evidence: number): number {
  const odds = PLAN.programShare / (1 - PLAN.programShare);
  return 1 / (1 + Math.exp(-evidence) / odds);
}
