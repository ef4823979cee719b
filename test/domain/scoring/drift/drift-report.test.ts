import { describe, expect, test } from "vitest";
import { distributionOfCheckouts } from "../../../../src/domain/scoring/drift/distribution.ts";
import { type DriftInput, driftReport } from "../../../../src/domain/scoring/drift/drift-report.ts";
import type { ScoredDecision } from "../../../../src/domain/scoring/drift/scored-decision.ts";
import { type Manifest, manifestSchema } from "../../../../src/domain/scoring/manifest.ts";
import { tinyManifest } from "../tiny-model.ts";

const manifest: Manifest = manifestSchema.parse(tinyManifest());
const decisions = (count: number, of: (index: number) => ScoredDecision) =>
  Array.from({ length: count }, (_, index) => of(index));
const usual = (index: number): ScoredDecision => ({
  features: [60 + (index % 100), (index % 7) / 10],
  score: (index % 50) / 100,
});
const BEFORE = decisions(1000, usual);

/** Of every second checkout one feature is missing. */
const halfTouch = decisions(500, (index) =>
  index % 4 < 2 ? usual(index) : { ...usual(index), features: [usual(index).features[0], undefined] },
);

function trained() {
  return [0, 1].map((at) => {
    const { absent: _, ...known } = distributionOfCheckouts(BEFORE.map((each) => each.features[at]));
    return known;
  });
}

function reportOf(current: readonly ScoredDecision[], change: Partial<DriftInput> = {}) {
  return driftReport({ manifest, reference: { kind: "window", decisions: BEFORE }, current, ...change });
}

const levels = ({ score, features }: ReturnType<typeof reportOf>) =>
  [score, ...features].map(({ name, level }) => `${name} ${level}`);

describe("a drift report", () => {
  test("finds nothing where nothing changed", () => {
    expect(levels(reportOf(decisions(500, usual)))).toEqual([
      "score stable",
      "key.hold_ms_median stable",
      "pointer.turn_median stable",
    ]);
  });

  test("names the one feature that moved", () => {
    const slower = decisions(500, (index) => ({
      ...usual(index),
      features: [90 + (index % 100), usual(index).features[1]],
    }));
    expect(levels(reportOf(slower))).toEqual([
      "score stable",
      "key.hold_ms_median drifted",
      "pointer.turn_median stable",
    ]);
  });

  test("sees scores that moved although no feature did", () => {
    const higher = decisions(500, (index) => ({ ...usual(index), score: 0.3 + (index % 50) / 100 }));
    expect(reportOf(higher).score.level).toBe("drifted");
  });

  test("sees a feature that no checkout has any more", () => {
    const withoutPointer = decisions(500, (index) => ({
      ...usual(index),
      features: [usual(index).features[0], undefined],
    }));
    const { features } = reportOf(withoutPointer);
    expect(features[1]).toMatchObject({ level: "drifted", absent: { reference: 0, current: 500 } });
  });

  test("draws no conclusion from few checkouts", () => {
    const { score, features } = reportOf(decisions(99, usual));
    for (const row of [score, ...features]) expect(row).toMatchObject({ level: "too-few", index: null, chance: null });
  });

  test("does not take for drift what chance does to small windows", () => {
    const tenths = (counts: readonly number[]) =>
      counts.flatMap((count, tenth) => decisions(count, () => ({ features: [tenth, undefined] })));
    const before = tenths([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
    const now = tenths([14, 6, 14, 6, 14, 6, 14, 6, 14, 6]);
    const row = reportOf(now, { reference: { kind: "window", decisions: before } }).features[0];
    expect(row?.index).toBeGreaterThan(0.1);
    expect(row?.level).toBe("stable");
  });

  test("compares features with training, which does not know how often a part is missing, nor every model's its score", () => {
    const report = reportOf(halfTouch, { reference: { kind: "training", features: trained() } });
    expect(levels(report)).toEqual(["score no-reference", "key.hold_ms_median stable", "pointer.turn_median stable"]);
    expect(report.features[1]?.absent).toEqual({ reference: null, current: 250 });
  });

  test("compares the score with training's on the checkouts of which as much was observed", () => {
    const { absent: _, ...before } = distributionOfCheckouts(BEFORE.map(({ score }) => score));
    const score = { ...before, observing: ["key.hold_ms_median", "pointer.turn_median"] };
    const high = halfTouch.map((each) => (each.features[1] === undefined ? { ...each, score: 0.99 } : each));
    const row = reportOf(high, { reference: { kind: "training", features: trained(), score } }).score;
    expect(row).toMatchObject({
      level: "stable",
      observed: { reference: 1000, current: 250 },
      absent: { current: 250 },
    });
    const alsoTouch = { ...score, observing: ["key.hold_ms_median"] };
    expect(reportOf(high, { reference: { kind: "training", features: trained(), score: alsoTouch } }).score.level).toBe(
      "drifted",
    );
  });

  test("has shares that add up and bins that rise", () => {
    for (const { bins } of reportOf(decisions(500, usual)).features) {
      expect(bins.reduce((sum, { current }) => sum + current, 0)).toBeCloseTo(1, 12);
      expect(bins.reduce((sum, { reference }) => sum + (reference ?? 0), 0)).toBeCloseTo(1, 12);
      const edges = bins.slice(0, -1).map(({ upTo }) => upTo);
      expect(edges).toEqual(edges.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
      expect(bins.at(-1)?.upTo).toBeNull();
    }
  });
});

describe("the agreement of a shadow model", () => {
  const shadow = { ...manifest, modelVersion: "tiny-v1.1", thresholds: { challenge: 0.5, review: 0.9 } };
  const scored = (score: number, shadowScore?: number): ScoredDecision => ({ features: [], score, shadowScore });

  test("is told of the checkouts that both models scored, each at its own threshold", () => {
    const { shadow: agreement } = reportOf(
      [scored(0.1, 0.2), scored(0.7, 0.6), scored(0.7, 0.1), scored(0.1, 0.55), scored(0.9)],
      { shadow },
    );
    expect(agreement).toEqual({
      modelVersion: "tiny-v1.1",
      decisions: 4,
      meanDifference: expect.closeTo((0.1 + 0.1 + 0.6 + 0.45) / 4, 12),
      largestDifference: expect.closeTo(0.6, 12),
      challenged: { both: 1, liveOnly: 1, shadowOnly: 1 },
    });
  });

  test("is not known where no checkout has both scores", () => {
    expect(reportOf([scored(0.4)], { shadow }).shadow).toMatchObject({ decisions: 0, meanDifference: null });
  });

  test("is left out where there is no shadow model", () => {
    expect(reportOf([scored(0.4, 0.5)])).not.toHaveProperty("shadow");
  });
});
