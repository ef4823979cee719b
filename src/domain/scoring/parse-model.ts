import type * as z from "zod";
import { err, ok, type Result } from "../result.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";
import type { ModelProblem } from "./model-problem.ts";
import { type Weights, weightsSchema } from "./weights.ts";

/** A model whose parts have been checked and fit together. */
export type ParsedModel = { readonly manifest: Manifest; readonly weights: Weights };

/**
 * Checks a model directory's manifest and weights: shapes, finite numbers, agreement of sizes.
 * A missing file, a NaN or a feature without weights is a problem, never a model that scores anyway.
 */
export function parseModel(manifest: unknown, weights: unknown): Result<ParsedModel, ModelProblem> {
  const readManifest = manifestSchema.safeParse(manifest);
  if (!readManifest.success) return err({ kind: "manifest-invalid", details: detailsOf(readManifest.error) });
  const readWeights = weightsSchema.safeParse(weights);
  if (!readWeights.success) return err({ kind: "weights-invalid", details: detailsOf(readWeights.error) });

  const features = readManifest.data.features.length;
  const units = readManifest.data.unitsPerFeature;
  const { centre, ...layers } = readWeights.data;
  for (const [tensor, rows] of Object.entries(layers)) {
    const fits = rows.length === features && rows.every((row) => row.length === units);
    if (!fits) return err({ kind: "weights-shape", tensor, features, units });
  }
  if (centre.length !== features) return err({ kind: "weights-shape", tensor: "centre", features, units });
  return ok({ manifest: readManifest.data, weights: readWeights.data });
}

function detailsOf(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join(".") || "(root)"}: ${message}`);
}
