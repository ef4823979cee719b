import { ok, type Result } from "../../domain/result.ts";
import { addOutcomes, findOutcome } from "../../platform/outcomes.ts";
import { outcomeAnswer, outcomeBody } from "../../wire/outcome.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { findDecision } from "../find-decision.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { authenticateOutcomeSource, KEY_REUSED, outcomeCall } from "../rules/outcome-source.ts";

export const addOutcomeRoute: Route = {
  method: "post",
  path: "/v1/decisions/{decisionId}/outcomes",
  operationId: "addOutcome",
  summary: "Say what became of a decision, so that rules can be measured",
  description:
    "A chargeback or a confirmed scalper labels the decision as abuse, a confirmed genuine buyer or an upheld appeal as genuine; a payment labels nothing. The latest label counts. The record of the decision never changes.",
  tag: "Shop",
  caller: "shop or staff",
  keyed: true,
  body: outcomeBody,
  answer: outcomeAnswer,
  problems: ["decision-unknown"],
  handle: async (c) => {
    const added = await addOutcome(c);
    if (!added.ok) return problemResponse(c, added.error);
    const { replayed, ...outcome } = added.value;
    return jsonResponse(outcome, {
      "Cache-Control": "no-store",
      ...(replayed ? { "Idempotent-Replayed": "true" } : {}),
    });
  },
};

type Added = { readonly decisionId: string; readonly outcome: string; readonly at: string; readonly replayed: boolean };

async function addOutcome(c: HttpContext): Promise<Result<Added, Problem>> {
  const source = await authenticateOutcomeSource(c);
  if (!source.ok) return source;
  const body = await readBody(c, outcomeBody);
  if (!body.ok) return body;
  const { outcome, at } = body.value.value;
  const nowMs = Date.now();
  const atMs = at === undefined ? nowMs : Date.parse(at);
  if (atMs > nowMs) return { ok: false, error: invalid([{ pointer: "/at", detail: "is in the future" }]) };
  const decisionId = c.req.param("decisionId") ?? "";
  const decision = await findDecision(c, source.value.reader, decisionId);
  if (!decision.ok) return decision;
  const { call, fingerprint } = outcomeCall(c, source.value, body.value.json);
  const row = { call, fingerprint, decisionId, kind: outcome, atMs, source: source.value.source };
  const added = await addOutcomes(c.env.DB, [row], nowMs);
  const kept = await findOutcome(c.env.DB, call);
  if (kept !== undefined && kept.fingerprint !== fingerprint) return KEY_REUSED;
  return ok({ decisionId, outcome, at: new Date(kept?.atMs ?? atMs).toISOString(), replayed: added === 0 });
}
