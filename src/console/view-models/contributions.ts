import { BASELINE } from "../../domain/scoring/score.ts";
import { share } from "../charts/share.ts";
import type { DecisionRecord } from "../decision-record.ts";
import { signedWords } from "../words/count.ts";
import { signalTitle, signalValueWords } from "../words/signal-value.ts";

export type ContributionRow = {
  readonly feature: string;
  readonly title: string;
  readonly value: string;
  readonly contribution: string;
  /** Which way it pulled: a positive contribution raises the risk. */
  readonly pull: "risk" | "trust";
  /** Where the bar lies, as SVG lengths from the left edge; the zero line is at 50%. */
  readonly barStart: string;
  readonly barLength: string;
};

/** The contributions to the score, the heaviest first, with bars on one common scale around zero. */
export function contributionRows(
  contributions: NonNullable<DecisionRecord["score"]>["contributions"],
): readonly ContributionRow[] {
  const heaviest = Math.max(...contributions.map(({ contribution }) => Math.abs(contribution)), 0);
  return contributions
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .map(({ feature, value, contribution }) => {
      const length = Math.abs(contribution);
      return {
        feature,
        title: feature === BASELINE ? "Where every checkout starts" : signalTitle(feature),
        value: feature === BASELINE ? "" : signalValueWords(feature, value),
        contribution: signedWords(contribution),
        pull: contribution > 0 ? "risk" : "trust",
        barStart: contribution > 0 ? "50%" : share(heaviest - length, 2 * heaviest),
        barLength: share(length, 2 * heaviest),
      };
    });
}
