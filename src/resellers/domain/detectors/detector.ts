import type { Brand } from "../brand/brand.ts";
import type { Subject } from "../subject.ts";
import type { FlagThresholds } from "../thresholds.ts";

/** A sign that a detector found, before settings weigh it. */
export type DetectorFinding<Sign extends string> = { readonly sign: Sign; readonly detail: string };

/**
 * One kind of evidence. A detector is a pure function of what is known about a seller and one brand; each of its signs
 * has its own weight in `rules/resellers.yaml` and counts at most once.
 */
export type Detector<Id extends string, Sign extends string> = {
  readonly id: Id;
  readonly title: string;
  readonly signs: readonly Sign[];
  readonly detect: (subject: Subject, brand: Brand, thresholds: FlagThresholds) => readonly DetectorFinding<Sign>[];
};

/** Keeps the literal types of a detector's id and signs. */
export function defineDetector<const Id extends string, const Sign extends string>(
  detector: Detector<Id, Sign>,
): Detector<Id, Sign> {
  return detector;
}
