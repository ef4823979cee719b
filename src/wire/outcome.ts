import * as z from "zod";
import { OUTCOMES } from "../domain/decision/outcome.ts";
import { instant, text } from "../domain/text.ts";

const outcome = z.enum(OUTCOMES);

/** One line of `GET /v1/sales/{saleId}/decisions`. */
export const recordedDecisionLine = z
  .object({
    record: z.looseObject({ decisionId: z.string(), atMs: z.int(), policyHash: z.string() }),
    outcomes: z.array(z.object({ outcome, atMs: z.int() })),
  })
  .meta({ id: "RecordedDecision" });

/** Body of `POST /v1/decisions/{decisionId}/outcomes`. */
export const outcomeBody = z
  .strictObject({
    outcome,
    at: instant.optional().meta({ description: "When it happened; now where it is left out." }),
  })
  .meta({ id: "NewOutcome" });

/** Answer of `POST /v1/decisions/{decisionId}/outcomes`. */
export const outcomeAnswer = z.object({ decisionId: z.string(), outcome, at: instant }).meta({ id: "Outcome" });

/** Body of `POST /v1/outcomes`. */
export const importOutcomesBody = z
  .strictObject({
    outcomes: z.array(z.strictObject({ decisionId: text, outcome, at: instant })).min(1),
  })
  .meta({ id: "NewOutcomes" });

/** Answer of `POST /v1/outcomes`. */
export const importOutcomesAnswer = z
  .object({
    recorded: z.int(),
    unknown: z.array(z.string()).meta({ description: "Decisions that are not in the archive, or of another shop." }),
  })
  .meta({ id: "ImportedOutcomes" });
