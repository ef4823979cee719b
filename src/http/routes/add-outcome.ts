import { recordOutcome } from "../../app/record-outcomes.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { outcomeAnswer, outcomeBody } from "../../wire/outcome.ts";
import { depsOf } from "../deps.ts";
import { readBody } from "../read-body.ts";
import { repeatedCall } from "../repeated-call.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const addOutcomeRoute: Route = {
  method: "post",
  path: "/v1/decisions/{decisionId}/outcomes",
  operationId: "addOutcome",
  summary: "Say what became of a decision, so that rules can be measured",
  description:
    "A chargeback or a confirmed scalper labels the decision as abuse, a confirmed genuine buyer or an upheld appeal as genuine; a payment labels nothing. The latest label counts. The record of the decision never changes.",
  tag: "Shop",
  caller: "shop or staff",
  roles: TRUST_ROLES,
  keyed: true,
  body: outcomeBody,
  answer: outcomeAnswer,
  problems: ["decision-unknown"],
  handle: async ({ c, reader, source }) => {
    const body = await readBody(c, outcomeBody);
    if (!body.ok) return problemResponse(c, body.error);
    const call = repeatedCall(c, { source, body: body.value.json });
    if (!call.ok) return problemResponse(c, call.error);
    const decisionId = c.req.param("decisionId") ?? "";
    const said = { decisionId, ...body.value.value };
    const added = await recordOutcome(depsOf(c), { reader, source, ...call.value }, said);
    if (!added.ok) return problemResponse(c, added.error);
    const { replayed, ...outcome } = added.value;
    return jsonResponse(outcome, {
      "Cache-Control": "no-store",
      ...(replayed ? { "Idempotent-Replayed": "true" } : {}),
    });
  },
};
