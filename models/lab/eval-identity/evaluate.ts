import { existsSync } from "node:fs";
import { ownCorpus } from "../identity-corpus/own-corpus.ts";
import { readChicago } from "./chicago.ts";
import { type DigitCeiling, digitCeiling, readFebrl } from "./febrl.ts";
import { type KindFigures, measureKinds } from "./kinds.ts";
import {
  isHeldOut,
  KEY_STRENGTHS,
  type KeyStrength,
  type LabelledAddress,
  pairsByStrength,
} from "./labelled-address.ts";
import { measureOwn, type OwnFigures } from "./own-figures.ts";
import { f1, type PairCounts, precision, recall } from "./pairs.ts";

export type PublicFigures = {
  readonly set: string;
  readonly part: "held out" | "all";
  readonly key: KeyStrength;
  readonly pairs: PairCounts;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
};

export type Bar = { readonly name: string; readonly figure: number; readonly bar: number; readonly met: boolean };

export type IdentityReport = {
  readonly own: OwnFigures;
  readonly kinds: readonly KindFigures[];
  /** Empty where the recordings are not there. */
  readonly recorded: readonly PublicFigures[];
  readonly ceilings: readonly ({ readonly set: string } & DigitCeiling)[];
  readonly bars: readonly Bar[];
};

/** Larger than the corpus that is checked in, and of another seed, so that it holds forms that the rules were not written for. */
const FRESH_CORPUS = { seed: 77_003, formsPerFamily: 200, pairsPerKind: 200 } as const;

/** @param data folder of the recordings; without it the project's own corpus alone is measured */
export function evaluate(data: string): IdentityReport {
  const own = measureOwn(ownCorpus(FRESH_CORPUS));
  const kinds = measureKinds();
  const bars = [...ownBars(own), kindBar(kinds)];
  if (!existsSync(data)) return { own, kinds, recorded: [], ceilings: [], bars };
  const sets = [
    { set: "Chicago", records: readChicago(data) },
    { set: "FEBRL 1", records: readFebrl(data, 1) },
    { set: "FEBRL 2", records: readFebrl(data, 2) },
  ];
  const recorded = sets.flatMap(({ set, records }) => [
    ...measure(set, "held out", records.filter(isHeldOut)),
    ...measure(set, "all", records),
  ]);
  const ceilings = sets.slice(1).map(({ set, records }) => ({ set, ...digitCeiling(records.filter(isHeldOut)) }));
  return { own, kinds, recorded, ceilings, bars: [...bars, ...recordedBars(recorded, ceilings)] };
}

function measure(set: string, part: PublicFigures["part"], records: readonly LabelledAddress[]): PublicFigures[] {
  const counts = pairsByStrength(records);
  return KEY_STRENGTHS.map((key) => {
    const pairs = counts[key];
    return { set, part, key, pairs, precision: precision(pairs), recall: recall(pairs), f1: f1(pairs) };
  });
}

function ownBars({ families, negatives }: OwnFigures): Bar[] {
  const merged = negatives.reduce((sum, { exact }) => sum + exact, 0);
  const pairs = negatives.reduce((sum, { pairs: count }) => sum + count, 0);
  const lowest = (kind: "cosmetic" | "soft", key: KeyStrength) =>
    Math.min(...families.filter((family) => family.kind === kind).map((family) => family[key] / family.pairs));
  return [
    atLeast("lowest cosmetic family, exact key", lowest("cosmetic", "exact"), 1),
    atLeast("lowest soft family, any key", lowest("soft", "any"), 0.95),
    { name: "neighbours merged, exact key", figure: merged / pairs, bar: 0.01, met: merged / pairs <= 0.01 },
  ];
}

function kindBar(kinds: readonly KindFigures[]): Bar {
  return atLeast("lowest kind of bug reports", Math.min(...kinds.map(({ right, pairs }) => right / pairs)), 1);
}

function recordedBars(recorded: readonly PublicFigures[], ceilings: IdentityReport["ceilings"]): Bar[] {
  const figures = (set: string) =>
    recorded.filter((figure) => figure.set === set && figure.part === "held out" && figure.key === "any");
  return [
    ...figures("Chicago").map((figure) => atLeast("Chicago F1, any key", figure.f1, 0.95)),
    ...ceilings.flatMap(({ set, agreeOrContain }) =>
      figures(set).flatMap((figure) => [
        atLeast(`${set} precision, any key`, figure.precision, 0.98),
        atLeast(`${set} recall, any key`, figure.recall, 0.9 * agreeOrContain),
      ]),
    ),
  ];
}

function atLeast(name: string, figure: number, bar: number): Bar {
  return { name, figure, bar, met: figure >= bar };
}
