import { assert } from "../../../src/domain/result.ts";
import type { FeatureSpec } from "../../../src/domain/scoring/manifest.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";

/** What a feature contributes over its range: the whole of what the model knows about it. */
export type Shape = {
  readonly spec: FeatureSpec;
  readonly points: readonly { readonly value: number; readonly contribution: number }[];
};

const POINTS = 121;
const REACH = 3;

/** Walks each feature from three standard deviations below its mean to three above. */
export function shapesOf(model: Model): Shape[] {
  const { features } = model.manifest;
  return features.map((spec, index) => {
    const values = Array.from({ length: POINTS }, (_, step) => {
      const on = spec.mean + (((2 * step) / (POINTS - 1)) * REACH - REACH) * spec.scale;
      return spec.transform === "log1p" ? Math.max(0, Math.expm1(on)) : on;
    });
    const scores = model.score(
      values.map((value) => features.map((_feature, at) => (at === index ? value : undefined))),
    );
    const points = scores.map(({ contributions }) => {
      const contribution = contributions[1];
      assert(contribution !== undefined, "one feature was given");
      return { value: contribution.value, contribution: contribution.contribution };
    });
    return { spec, points };
  });
}
