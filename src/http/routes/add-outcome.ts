import { TRUST_ROLES } from "../../app/roles.ts";
import { ok, type Result } from "../../domain/result.ts";
import { addOutcomes, findOutcome } from "../../platform/outcomes.ts";
import { outcomeAnswer, outcomeBody } from "../../wire/outcome.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { findDecision } from "../find-decision.ts";
import { idempotencyKey } from "../idempotency.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route, ShopOrStaffCall } from "../route.ts";
import { KEY_REUSED, repeatedCall } from "../rules/repeated-call.ts";

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
  handle: async (call) => {
    const { c } = call;
    const added = await addOutcome(call);
    if (!added.ok) return problemResponse(c, added.error);
    const { replayed, ...outcome } = added.value;
    return jsonResponse(outcome, {
      "Cache-Control": "no-store",
      ...(replayed ? { "Idempotent-Replayed": "true" } : {}),
    });
  },
};

type Added = { readonly decisionId: string; readonly outcome: string; readonly at: string; readonly replayed: boolean };

async function addOutcome({ c, reader, source }: ShopOrStaffCall): Promise<Result<Added, Problem>> {
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const body = await readBody(c, outcomeBody);
  if (!body.ok) return body;
  const { outcome, at } = body.value.value;
  const nowMs = Date.now();
  const atMs = at === undefined ? nowMs : Date.parse(at);
  if (atMs > nowMs) return { ok: false, error: invalid([{ pointer: "/at", detail: "is in the future" }]) };
  const decisionId = c.req.param("decisionId") ?? "";
  const decision = await findDecision(c, reader, decisionId);
  if (!decision.ok) return decision;
  const { call, fingerprint } = repeatedCall(c, { source, key: key.value, body: body.value.json });
  const row = { call, fingerprint, decisionId, kind: outcome, atMs, source };
  const added = await addOutcomes(c.env.DB, [row], nowMs);
  const kept = await findOutcome(c.env.DB, call);
  if (kept !== undefined && kept.fingerprint !== fingerprint) return KEY_REUSED;
  return ok({ decisionId, outcome, at: new Date(kept?.atMs ?? atMs).toISOString(), replayed: added === 0 });
}
