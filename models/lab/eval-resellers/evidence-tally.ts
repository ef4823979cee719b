import type { Assessment } from "../../../src/resellers/domain/assess.ts";

/**
 * Whose host the evidence was found on. `right`: one that abuses the brand reported. `other`: one that abuses a brand of
 * another name, so that the evidence speaks of the wrong brand. `benign`: a popular host.
 */
export const SIDES = ["right", "other", "benign"] as const;
export type Side = (typeof SIDES)[number];
export type SideCounts = { readonly [side in Side]: number };

export type SignRow = { readonly sign: string; readonly weight: number } & SideCounts;
export type ScoreRow = { readonly from: number } & SideCounts;

const SCORES_FROM = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97];

/** Counts, sign by sign and score by score, on whose hosts evidence is found when all brands are looked for at once. */
export class EvidenceTally {
  readonly #signs = new Map<string, { weight: number; counts: Record<Side, number> }>();
  readonly #scores = SCORES_FROM.map((from) => ({ from, counts: { right: 0, other: 0, benign: 0 } }));

  add(side: Side, { score, evidence }: Assessment): void {
    if (evidence.length === 0) return;
    const band = this.#scores.findLast(({ from }) => score >= from);
    if (band) band.counts[side] += 1;
    for (const { detector, sign, weight } of evidence) {
      const key = `${detector}/${sign}`;
      const row = this.#signs.get(key) ?? { weight, counts: { right: 0, other: 0, benign: 0 } };
      row.counts[side] += 1;
      this.#signs.set(key, row);
    }
  }

  signs(): readonly SignRow[] {
    const rows = [...this.#signs].map(([sign, { weight, counts }]) => ({ sign, weight, ...counts }));
    return rows.sort((a, b) => b.right - a.right);
  }

  scores(): readonly ScoreRow[] {
    return this.#scores.map(({ from, counts }) => ({ from, ...counts }));
  }
}
