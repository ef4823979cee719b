import { expect, test } from "vitest";
import { assert } from "../../../src/domain/result.ts";
import { parseModel } from "../../../src/domain/scoring/parse-model.ts";
import { usualRanges } from "../../../src/domain/scoring/usual-ranges.ts";
import { tinyManifest, tinyWeights } from "./tiny-model.ts";

function modelWhoseFirstFeatureHas(usual: { readonly low: number; readonly high: number }) {
  const manifest = tinyManifest();
  const features = manifest.features.map((feature, index) => (index === 0 ? { ...feature, usual } : feature));
  return parseModel({ ...manifest, features }, tinyWeights());
}

test("what is usual is known of the features whose training knew it, and of no other", () => {
  const parsed = modelWhoseFirstFeatureHas({ low: 1, high: 9 });
  assert(parsed.ok, "the model can be served");
  expect([...usualRanges(parsed.value.manifest)]).toEqual([["key.hold_ms_median", { low: 1, high: 9 }]]);
});

test("a range that ends before it begins makes no model", () => {
  expect(modelWhoseFirstFeatureHas({ low: 9, high: 1 })).toMatchObject({
    ok: false,
    error: { kind: "manifest-invalid" },
  });
});
