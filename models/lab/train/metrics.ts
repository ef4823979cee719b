/** Scores of people and of programs, higher meaning more like a program. */
export type Scored = { readonly people: readonly number[]; readonly programs: readonly number[] };

/** Area under the ROC curve: the chance that a program scores above a person, ties counting half. */
export function auc({ people, programs }: Scored): number {
  const sorted = people.toSorted((a, b) => a - b);
  let above = 0;
  for (const score of programs) above += (rank(sorted, score, false) + rank(sorted, score, true)) / 2;
  return above / (sorted.length * programs.length);
}

/** The lowest threshold that at most the given share of people reaches or passes. */
export function thresholdAt(people: readonly number[], share: number): number {
  const falling = people.toSorted((a, b) => b - a);
  const allowed = Math.floor(share * falling.length);
  const next = falling[allowed];
  // Just above the first person who must not be flagged.
  return next === undefined ? 0 : next + Number.EPSILON * Math.max(1, Math.abs(next));
}

/** Share of scores that reach a threshold. */
export function shareAt(scores: readonly number[], threshold: number): number {
  return scores.filter((score) => score >= threshold).length / scores.length;
}

/** Share of programs caught where at most `peopleShare` of people are flagged. */
export function caughtAt({ people, programs }: Scored, peopleShare: number): number {
  return shareAt(programs, thresholdAt(people, peopleShare));
}

/** How many of the rising scores are below a score, or not above it. */
function rank(rising: readonly number[], score: number, orEqual: boolean): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = rising[middle] ?? 0;
    if (orEqual ? value <= score : value < score) low = middle + 1;
    else high = middle;
  }
  return low;
}
