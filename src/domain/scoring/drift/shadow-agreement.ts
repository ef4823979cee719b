import type { Manifest } from "../manifest.ts";
import type { ScoredDecision } from "./scored-decision.ts";

/** How a shadow model's scores compare with those of the live one, on the checkouts that both scored. */
export type ShadowAgreement = {
  readonly modelVersion: string;
  readonly decisions: number;
  /** Null where no checkout has both scores. */
  readonly meanDifference: number | null;
  readonly largestDifference: number | null;
  /** Checkouts that reach the challenge threshold which a model's own manifest proposes. */
  readonly challenged: { readonly both: number; readonly liveOnly: number; readonly shadowOnly: number };
};

export function shadowAgreement(
  live: Manifest,
  shadow: Manifest,
  decisions: readonly ScoredDecision[],
): ShadowAgreement {
  const pairs = decisions.flatMap(({ score, shadowScore }) =>
    score === undefined || shadowScore === undefined ? [] : [{ score, shadowScore }],
  );
  const differences = pairs.map(({ score, shadowScore }) => Math.abs(score - shadowScore));
  const challenged = { both: 0, liveOnly: 0, shadowOnly: 0 };
  for (const { score, shadowScore } of pairs) {
    const byLive = score >= live.thresholds.challenge;
    const byShadow = shadowScore >= shadow.thresholds.challenge;
    if (byLive && byShadow) challenged.both += 1;
    else if (byLive) challenged.liveOnly += 1;
    else if (byShadow) challenged.shadowOnly += 1;
  }
  const some = pairs.length > 0;
  return {
    modelVersion: shadow.modelVersion,
    decisions: pairs.length,
    meanDifference: some ? differences.reduce((sum, each) => sum + each, 0) / pairs.length : null,
    largestDifference: some ? differences.reduce((largest, each) => Math.max(largest, each)) : null,
    challenged,
  };
}
