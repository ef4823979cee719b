import * as z from "zod";

/** A network of the size that fits into a request; more is refused rather than served slowly. */
const FEATURES_MAX = 64;
const UNITS_MAX = 64;

const feature = z.strictObject({
  /** Name of the signal that it is made from. */
  signal: z.string().min(1),
  /** Applied before standardising: durations and ratios of wide range are compared by their logarithm. */
  transform: z.enum(["identity", "log1p"]),
  mean: z.number(),
  scale: z.number().positive(),
  /** How the contribution may move as the signal grows; held in training, checked by test. */
  monotone: z.enum(["rising", "falling"]).optional(),
  /** A feature that people with assistive technology may share with programs speaks no louder than this. */
  contributionMax: z.number().min(0).optional(),
  /** Between these lie nine of ten people of the training; what they were is said by `trainedOn`. */
  usual: z
    .strictObject({ low: z.number(), high: z.number() })
    .refine(({ low, high }) => low <= high)
    .optional(),
});

/**
 * Everything about a model but its weights. What a model needs to be served stands here, so that no figure of a model
 * ever stands in code.
 */
export const manifestSchema = z.strictObject({
  modelVersion: z.string().regex(/^[a-z0-9-]+-v\d+\.\d+$/),
  /** Meaning of the score's two ends: value 0, value 1. */
  labels: z.tuple([z.string(), z.string()]),
  /** In the order of the weights. A signal that was not observed contributes exactly zero. */
  features: z.array(feature).min(1).max(FEATURES_MAX),
  unitsPerFeature: z.int().min(1).max(UNITS_MAX),
  /** Standardised values are held within plus and minus this, so that a value never seen in training cannot run away. */
  standardisedMax: z.number().positive(),
  /** No single feature speaks louder than this, and none speaks for a person louder than `contributionMin`: behaviour can be forged. */
  contributionMin: z.number().max(0),
  contributionMax: z.number().min(0),
  /** logit = baseline + sum of contributions; each contribution has been multiplied by `slope`, which says how far the sum is trusted. */
  calibration: z.strictObject({ slope: z.number().positive(), baseline: z.number() }),
  /** Values of the score that the evaluation proposes to a policy. The policy decides. */
  thresholds: z.strictObject({ challenge: z.number().min(0).max(1), review: z.number().min(0).max(1) }),
  trainedOn: z.array(z.string()).min(1),
  /** Seed of every random choice of the training. */
  seed: z.int(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type FeatureSpec = z.infer<typeof feature>;
