import { afterEach, describe, expect, test, vi } from "vitest";
import { assert } from "../../src/domain/result.ts";
import type { Signals } from "../../src/domain/signals/signal.ts";
import { scoreSignals } from "../../src/platform/model/score-signals.ts";
import { loadModel, type Model } from "../../src/platform/model/tfjs-model.ts";
import { tinyManifest, tinyWeights } from "../domain/scoring/tiny-model.ts";

const SIGNALS: readonly Signals[] = [
  { "key.hold_ms_median": 90, "pointer.turn_median": 0.2 },
  { "key.hold_ms_median": 400 },
];

function model(change: object = {}): Model {
  const loaded = loadModel({ ...tinyManifest(), ...change }, tinyWeights());
  assert(loaded.ok, "the tiny model loads");
  return loaded.value;
}

const live = model();
const shadow = model({
  modelVersion: "tiny-v1.1",
  features: tinyManifest().features.slice().reverse(),
  calibration: { slope: 0.5, baseline: 1 },
});
const alone = scoreSignals({ live, shadow: undefined }, SIGNALS);

/** Says nothing that is a number, and throws. */
const notANumber: Model = {
  manifest: shadow.manifest,
  score: (rows) => shadow.score(rows).map((each) => ({ ...each, value: Number.NaN, logit: Number.NaN })),
};
const throwing: Model = {
  manifest: shadow.manifest,
  score: () => {
    throw new RangeError("The backend is gone.");
  },
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("scoring readings", () => {
  test("gives each of them the live model's score, rounded to a millionth", () => {
    expect(alone.map(({ score }) => score?.modelVersion)).toEqual(["tiny-v1.0", "tiny-v1.0"]);
    for (const { score } of alone) {
      assert(score !== undefined, "each reading has a score");
      expect(Number(score.value.toFixed(6))).toBe(score.value);
      expect(Number(score.logit.toFixed(6))).toBe(score.logit);
    }
  });

  test("adds what the shadow model says by its own features and calibration, without contributions", () => {
    const both = scoreSignals({ live, shadow }, SIGNALS);
    expect(both.map(({ score }) => score)).toEqual(alone.map(({ score }) => score));
    const [first, second] = both;
    assert(first?.shadowScore !== undefined && second?.shadowScore !== undefined, "both have one");
    expect(Object.keys(first.shadowScore).sort()).toEqual(["logit", "modelVersion", "value"]);
    expect(first.shadowScore.modelVersion).toBe("tiny-v1.1");
    expect(first.shadowScore.value).not.toBe(first.score?.value);
    expect(first.shadowScore.value).not.toBe(second.shadowScore.value);
  });

  test.each([
    ["says no number", notANumber],
    ["throws", throwing],
  ])("is the same with a shadow model that %s, which is left out", (_, broken) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(scoreSignals({ live, shadow: broken }, SIGNALS)).toEqual(alone);
  });

  test("gives no score without a live model, whatever its shadow says", () => {
    for (const { score } of scoreSignals({ live: undefined, shadow }, SIGNALS)) expect(score).toBeUndefined();
  });

  test("logs a live model that throws, and gives no score", () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(scoreSignals({ live: throwing, shadow: undefined }, SIGNALS)).toEqual([{}, {}]);
    expect(logged.mock.calls.flat().map((line) => JSON.parse(line))).toEqual([
      { event: "model-unavailable", role: "live", detail: expect.stringContaining("The backend is gone.") },
    ]);
  });
});
