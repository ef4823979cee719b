import { describe, expect, test } from "vitest";
import { assert } from "../../../src/domain/result.ts";
import { featuresOf, standardise } from "../../../src/domain/scoring/features.ts";
import { parseModel } from "../../../src/domain/scoring/parse-model.ts";
import { tinyManifest, tinyWeights } from "./tiny-model.ts";

const model = parseModel(tinyManifest(), tinyWeights());
assert(model.ok, "the tiny model is valid");
const { manifest } = model.value;

describe("features", () => {
  test("come in the manifest's order, whatever else was observed", () => {
    const signals = { "pointer.turn_median": 0.3, channel: "web", "key.hold_ms_median": 88 };
    expect(featuresOf(manifest, signals)).toEqual([88, 0.3]);
  });

  test("are absent where the signal is, or is no number", () => {
    expect(featuresOf(manifest, {})).toEqual([undefined, undefined]);
    expect(featuresOf(manifest, { "key.hold_ms_median": "88", "pointer.turn_median": Number.NaN })).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("count true as one and false as zero", () => {
    expect(featuresOf(manifest, { "key.hold_ms_median": true, "pointer.turn_median": false })).toEqual([1, 0]);
  });
});

describe("standardising", () => {
  const [hold, turn] = manifest.features;
  assert(hold !== undefined && turn !== undefined, "the tiny model has two features");

  test("measures from the mean in scales", () => {
    expect(standardise(hold, 90, 3)).toBe(0);
    expect(standardise(turn, 0.4, 3)).toBeCloseTo(2, 12);
  });

  test("bounds what training never saw", () => {
    expect(standardise(turn, 1e9, 3)).toBe(3);
    expect(standardise(turn, -1e9, 3)).toBe(-3);
    expect(standardise(hold, -5, 3)).toBe(-3);
  });
});
