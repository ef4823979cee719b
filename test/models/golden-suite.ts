import { describe, expect, test } from "vitest";
import golden from "../../models/checkout-v3.1/golden.json" with { type: "json" };
import { assert } from "../../src/domain/result.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";

const TOLERANCE = 1e-6;

/** What the live model must say on every runtime: called by a test file for each of them. */
export function goldenSuite(runtime: string): void {
  describe(`the live model on ${runtime}`, () => {
    const loaded = loadLiveModel();
    assert(loaded.ok, "the live model loads");
    const model = loaded.value;
    const rows = golden.rows.map((row) => row.map((value) => value ?? undefined));

    test(`repeats ${golden.rows.length} golden scores within 1e-6`, () => {
      for (const [index, score] of model.score(rows).entries()) {
        const expected = golden.scores[index];
        assert(expected !== undefined, "each golden row has a score");
        expect(score.modelVersion).toBe(expected.modelVersion);
        expect(Math.abs(score.value - expected.value)).toBeLessThan(TOLERANCE);
        expect(Math.abs(score.logit - expected.logit)).toBeLessThan(TOLERANCE);
        expect(score.contributions.map(({ feature }) => feature)).toEqual(
          expected.contributions.map(({ feature }) => feature),
        );
        for (const [at, { contribution }] of score.contributions.entries()) {
          const expectedContribution = expected.contributions[at]?.contribution ?? Number.NaN;
          expect(Math.abs(contribution - expectedContribution)).toBeLessThan(TOLERANCE);
        }
      }
    });

    test("has reasons that add up to the logit within 1e-6", () => {
      for (const { contributions, logit } of model.score(rows)) {
        const total = contributions.reduce((sum, { contribution }) => sum + contribution, 0);
        expect(Math.abs(total - logit)).toBeLessThan(TOLERANCE);
      }
    });
  });
}
