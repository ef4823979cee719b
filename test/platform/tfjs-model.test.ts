import { memory } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { assert } from "../../src/domain/result.ts";
import { loadModel } from "../../src/platform/model/tfjs-model.ts";
import { contributionByHand, tinyManifest, tinyWeights } from "../domain/scoring/tiny-model.ts";

function tinyModel() {
  const loaded = loadModel(tinyManifest(), tinyWeights());
  assert(loaded.ok, "the tiny model loads");
  return loaded.value;
}

describe("the TensorFlow.js model", () => {
  // First of the file, because tfjs greets the first operation of a process only.
  test("writes nothing to the terminal", () => {
    const written = (["log", "info", "warn", "error"] as const).map((level) => vi.spyOn(console, level));
    tinyModel().score([[90, 0.2]]);
    for (const spy of written) expect(spy).not.toHaveBeenCalled();
  });

  test("computes what the definition says, within 1e-6", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (first, second) => {
          const row = [Math.expm1(Math.log1p(90) + first * 0.5), 0.2 + second * 0.1];
          const [score] = tinyModel().score([row]);
          const [, hold, turn] = score?.contributions ?? [];
          expect(Math.abs((hold?.contribution ?? Number.NaN) - contributionByHand(0, first))).toBeLessThan(1e-6);
          expect(Math.abs((turn?.contribution ?? Number.NaN) - contributionByHand(1, second))).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("gives contributions that add up to the logit, and a value that is its probability", () => {
    const [score] = tinyModel().score([[12, 0.7]]);
    assert(score !== undefined, "one row, one score");
    const total = score.contributions.reduce((sum, { contribution }) => sum + contribution, 0);
    expect(Math.abs(total - score.logit)).toBeLessThan(1e-6);
    expect(score.value).toBeCloseTo(1 / (1 + Math.exp(-score.logit)), 12);
    expect(score.contributions.map(({ feature }) => feature)).toEqual([
      "baseline",
      "key.hold_ms_median",
      "pointer.turn_median",
    ]);
  });

  test("scores a row alike alone and among others", () => {
    const model = tinyModel();
    const rows = [
      [90, 0.1],
      [undefined, undefined],
      [3, undefined],
    ];
    expect(model.score(rows)).toEqual(rows.flatMap((row) => model.score([row])));
  });

  test("lets an absent feature contribute nothing: the score of nothing observed is the baseline", () => {
    expect(tinyModel().score([[undefined, undefined]])).toEqual([
      {
        value: 1 / (1 + Math.exp(2)),
        logit: -2,
        modelVersion: "tiny-v1.0",
        contributions: [{ feature: "baseline", value: 1, contribution: -2 }],
      },
    ]);
  });

  test("bounds how far one feature can speak for a person", () => {
    const least = Math.min(
      ...[0, 10, 50, 90, 200, 2_000].map((holdMs) => tinyModel().score([[holdMs, undefined]])[0]?.logit ?? 0),
    );
    expect(least).toBe(-3);
  });

  test("answers no rows with no scores", () => {
    expect(tinyModel().score([])).toEqual([]);
  });

  test("leaves no tensor behind", () => {
    const model = tinyModel();
    const before = memory().numTensors;
    for (let run = 0; run < 20; run += 1)
      model.score([
        [90, 0.2],
        [10, 0.9],
      ]);
    expect(memory().numTensors).toBe(before);
  });

  test.each([
    undefined,
    null,
    {
      ...tinyWeights(),
      output: [
        [Number.NaN, 1],
        [1, 1],
      ],
    },
  ])("with broken weights is a problem and no model (%#)", (weights) => {
    expect(loadModel(tinyManifest(), weights)).toMatchObject({ ok: false, error: { kind: "weights-invalid" } });
  });
});
