import { probabilityOf } from "../../../src/domain/scoring/log-odds.ts";
import { balancedWeights } from "../train/samples.ts";
import type { ScoredSample } from "../train/scored-sample.ts";

const BINS = 10;

/** Of all samples that were given about this probability: what they were given, what they were, and how much they weigh. */
export type ReliabilityBin = { readonly said: number; readonly was: number; readonly weight: number };

/** How well probabilities mean what they say, with people and programs in equal shares. */
export type Reliability = {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error: the mean distance between said and was. */
  readonly error: number;
};

export function reliabilityOf(scored: readonly ScoredSample[]): Reliability {
  const weights = balancedWeights(scored);
  const sums = Array.from({ length: BINS }, () => ({ said: 0, was: 0, weight: 0 }));
  for (const [index, { evidence, program }] of scored.entries()) {
    const said = probabilityOf(evidence);
    const sum = sums[Math.min(BINS - 1, Math.floor(said * BINS))];
    const weight = (weights[index] ?? 0) / scored.length;
    if (sum === undefined) continue;
    sum.said += weight * said;
    sum.was += program ? weight : 0;
    sum.weight += weight;
  }
  const bins = sums
    .filter(({ weight }) => weight > 0)
    .map(({ said, was, weight }) => ({ said: said / weight, was: was / weight, weight }));
  return { bins, error: bins.reduce((total, { said, was, weight }) => total + weight * Math.abs(said - was), 0) };
}
