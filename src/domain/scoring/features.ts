import type { Signals } from "../signals/signal.ts";
import type { FeatureSpec, Manifest } from "./manifest.ts";

/** Values of the model's features in the manifest's order; `undefined` where the signal was not observed. */
export type FeatureRow = readonly (number | undefined)[];

/** Picks a model's features out of the signals of a checkout. `true` is 1, `false` is 0, text is no number. */
export function featuresOf(manifest: Manifest, signals: Signals): FeatureRow {
  return manifest.features.map(({ signal }) => {
    const value = signals[signal];
    if (typeof value === "boolean") return value ? 1 : 0;
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  });
}

/** A feature's value as the network takes it: transformed, standardised, bounded. */
export function standardise(spec: FeatureSpec, value: number, max: number): number {
  const standardised = (transformed(spec, value) - spec.mean) / spec.scale;
  return Math.min(max, Math.max(-max, standardised));
}

/** A feature's value on the scale on which its mean and scale are measured. */
export function transformed({ transform }: Pick<FeatureSpec, "transform">, value: number): number {
  switch (transform) {
    case "identity":
      return value;
    case "log1p":
      return Math.log1p(Math.max(0, value));
  }
}
