import * as z from "zod";
import { distributionSchema } from "./distribution.ts";

/** How the score lay over sessions of the training of which all of these signals were observed; others have other scores. */
const scoreReferenceSchema = distributionSchema.safeExtend({ observing: z.array(z.string()).min(1) });

export type ScoreReference = z.infer<typeof scoreReferenceSchema>;

/** How each feature of a model lay in training, in the order of its manifest: the file `reference.json` of a model. */
export const trainingReferenceSchema = z.strictObject({
  modelVersion: z.string(),
  features: z.array(distributionSchema.safeExtend({ signal: z.string() })),
  /** Earlier models do not know it. */
  score: scoreReferenceSchema.optional(),
});

export type TrainingReference = z.infer<typeof trainingReferenceSchema>;
