import * as z from "zod";
import { distributionSchema } from "./distribution.ts";

/** How each feature of a model lay in training, in the order of its manifest: the file `reference.json` of a model. */
export const trainingReferenceSchema = z.strictObject({
  modelVersion: z.string(),
  features: z.array(distributionSchema.safeExtend({ signal: z.string() })),
});

export type TrainingReference = z.infer<typeof trainingReferenceSchema>;
