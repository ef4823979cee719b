import { describe, expect, test } from "vitest";
import { parseModel } from "../../../src/domain/scoring/parse-model.ts";
import { tinyManifest, tinyWeights } from "./tiny-model.ts";

type Change = (model: { manifest: ReturnType<typeof tinyManifest>; weights: ReturnType<typeof tinyWeights> }) => void;

function problemAfter(change: Change) {
  const model = { manifest: tinyManifest(), weights: tinyWeights() };
  change(model);
  const parsed = parseModel(model.manifest, model.weights);
  return parsed.ok ? "none" : parsed.error;
}

test("a manifest and weights that fit together are a model", () => {
  expect(parseModel(tinyManifest(), tinyWeights())).toMatchObject({ ok: true, value: { weights: tinyWeights() } });
});

describe("a broken model is a problem, not a model", () => {
  test.each<[string, unknown]>([
    ["missing", undefined],
    ["null", null],
    ["text", "weights"],
  ])("weights %s", (_, weights) => {
    expect(parseModel(tinyManifest(), weights)).toMatchObject({ ok: false, error: { kind: "weights-invalid" } });
  });

  test("a weight that is NaN, which JSON writes as null", () => {
    expect(
      problemAfter(({ weights }) => {
        weights.centre[1] = Number.NaN;
      }),
    ).toEqual({
      kind: "weights-invalid",
      details: ["centre.1: Invalid input: expected number, received NaN"],
    });
    const weights = JSON.parse(JSON.stringify({ ...tinyWeights(), centre: [0, Number.NaN] }));
    expect(parseModel(tinyManifest(), weights)).toMatchObject({ ok: false, error: { kind: "weights-invalid" } });
  });

  test("an infinite weight", () => {
    expect(
      problemAfter(({ weights }) => {
        weights.centre[0] = Number.POSITIVE_INFINITY;
      }),
    ).toMatchObject({
      kind: "weights-invalid",
    });
  });

  test("a feature without weights", () => {
    expect(problemAfter(({ weights }) => void weights.output.pop())).toEqual({
      kind: "weights-shape",
      tensor: "output",
      features: 2,
      units: 2,
    });
  });

  test("a unit too few", () => {
    expect(problemAfter(({ weights }) => void weights.hidden[1]?.pop())).toMatchObject({ tensor: "hidden" });
  });

  test("a centre too many", () => {
    expect(problemAfter(({ weights }) => void weights.centre.push(0))).toMatchObject({ tensor: "centre" });
  });

  test.each<[string, Change]>([
    [
      "no features",
      ({ manifest }) => {
        manifest.features = [];
      },
    ],
    [
      "a slope of zero",
      ({ manifest }) => {
        manifest.calibration.slope = 0;
      },
    ],
    [
      "a version that is no version",
      ({ manifest }) => {
        manifest.modelVersion = "latest";
      },
    ],
    [
      "a threshold above one",
      ({ manifest }) => {
        manifest.thresholds.review = 1.01;
      },
    ],
    [
      "people rewarded without bound",
      ({ manifest }) => {
        manifest.contributionMin = 1;
      },
    ],
  ])("%s", (_, change) => {
    expect(problemAfter(change)).toMatchObject({ kind: "manifest-invalid" });
  });
});
