import { measureDrift } from "../../app/drift.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { DRIFT_DECISIONS_MAX } from "../../domain/limits.ts";
import { driftAnswer as driftSchema } from "../../wire/drift.ts";
import { depsOf } from "../deps.ts";
import { resultResponse } from "../respond.ts";
import type { Route, StaffCall } from "../route.ts";

export const getDriftRoute: Route = {
  method: "get",
  path: "/v1/model/drift",
  operationId: "getDrift",
  summary: "How far recorded checkouts have moved from what the live model was trained on, or from another window",
  description: `The population stability index of each feature, and against another window of the score too. Below 0.1, or within what chance does to so many checkouts, a figure is \`stable\`; below 0.25 it has \`moved\`, else \`drifted\`. Of a window with more than ${DRIFT_DECISIONS_MAX.toLocaleString("en")} decisions an even sample is read. The archive that this reads is about a second behind.`,
  query: [
    { name: "from", description: "First moment of the window, RFC 3339; without it a week before its end." },
    { name: "to", description: "End of the window; without it now." },
    { name: "referenceFrom", description: "First moment of the window to compare with; without it the training." },
    { name: "referenceTo", description: "End of that window; without it the beginning of the other one." },
    { name: "sale", description: "Decisions of this sale alone." },
  ],
  tag: "Staff",
  caller: "staff",
  roles: ANY_ROLE,
  answer: driftSchema,
  problems: ["request-invalid", "sale-unknown", "model-unavailable"],
  handle: getDrift,
};

async function getDrift({ c }: StaffCall): Promise<Response> {
  return resultResponse(c, await measureDrift(depsOf(c), c.req.query()));
}
