import type { output } from "zod";
import type { decisionAnswer } from "../wire/decision.ts";

/** A decision as `GET /v1/decisions/{decisionId}` answers it: what was recorded, and what became of the hold since. */
export type DecisionRecord = output<typeof decisionAnswer>;
