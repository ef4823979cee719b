import * as z from "zod";
import { DRIFT_LEVELS, type DriftReport } from "../domain/scoring/drift/drift-report.ts";
import { instant } from "../domain/text.ts";

const count = z.number().min(0);
const row = z.object({
  name: z.string().meta({ description: "`score`, or the signal that a feature is made from." }),
  level: z.enum(DRIFT_LEVELS),
  index: z.number().nullable().meta({ description: "Population stability index." }),
  chance: z.number().nullable().meta({ description: "What chance alone stays below in 19 cases of 20." }),
  observed: z.object({ reference: count.nullable(), current: count }),
  absent: z.object({ reference: count.nullable(), current: count }),
  bins: z.array(z.object({ upTo: z.number().nullable(), reference: z.number().nullable(), current: z.number() })),
});
const readWindow = z.object({
  from: instant,
  to: instant,
  recorded: z.int(),
  read: z.int().meta({ description: "Of many decisions an even sample is read." }),
});

/** Answer of `GET /v1/model/drift`. */
export const driftAnswer = z
  .object({
    modelVersion: z.string(),
    reference: z.enum(["training", "window"]),
    saleId: z.string().optional(),
    window: readWindow,
    referenceWindow: readWindow.optional(),
    score: row,
    features: z.array(row),
    shadow: z
      .object({
        modelVersion: z.string(),
        decisions: z.int().meta({ description: "Checkouts of the window that both models scored." }),
        meanDifference: z.number().nullable(),
        largestDifference: z.number().nullable(),
        challenged: z.object({ both: z.int(), liveOnly: z.int(), shadowOnly: z.int() }),
      })
      .optional(),
  })
  .meta({ id: "Drift" });

type ReadWindow = z.infer<typeof readWindow>;

/** A drift report and what it was read from. */
export type DriftAnswer = DriftReport & {
  readonly saleId?: string | undefined;
  readonly window: ReadWindow;
  readonly referenceWindow?: ReadWindow | undefined;
};
