import { assert } from "../../../src/domain/result.ts";
import type { FeatureRow } from "../../../src/domain/scoring/features.ts";
import type { Manifest } from "../../../src/domain/scoring/manifest.ts";
import type { Score } from "../../../src/domain/scoring/score.ts";
import type { Weights } from "../../../src/domain/scoring/weights.ts";
import { loadModel } from "../../../src/platform/model/tfjs-model.ts";

/** What a served model must say of given rows on every runtime, within 1e-6. `null` is a signal that was not observed. */
export type Golden = { readonly rows: readonly (readonly (number | null)[])[]; readonly scores: readonly Score[] };

/** In standard deviations: the middle, both sides, and beyond what is bounded. */
const STEPS = [-6, -2, -1, 0, 1, 2, 6];

/** Rows that walk each feature through its range alone, then all together, then with nothing observed. */
export function goldenOf(manifest: Manifest, weights: Weights): Golden {
  const width = manifest.features.length;
  const at = (index: number, step: number) => {
    const spec = manifest.features[index];
    assert(spec !== undefined, "the index is a feature's");
    const on = spec.mean + step * spec.scale;
    return Number((spec.transform === "log1p" ? Math.expm1(Math.max(0, on)) : on).toFixed(6));
  };
  const everyFeature = Array.from({ length: width }, (_, index) => index);
  const alone = everyFeature.flatMap((feature) =>
    STEPS.map((step) => everyFeature.map((index) => (index === feature ? at(index, step) : undefined))),
  );
  const together = STEPS.map((step) => everyFeature.map((index) => at(index, step)));
  const rows: FeatureRow[] = [...alone, ...together, everyFeature.map(() => undefined)];
  const model = loadModel(manifest, weights);
  assert(model.ok, "what was trained can be served");
  return { rows: rows.map((row) => row.map((value) => value ?? null)), scores: model.value.score(rows) };
}
