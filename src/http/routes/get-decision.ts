import { rulesOfPolicy } from "../../platform/policy-documents.ts";
import { decisionAnswer, decisionView } from "../../wire/decision.ts";
import { authenticateReader } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { findDecision, resolvedDecision } from "../find-decision.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const getDecisionRoute: Route = {
  method: "get",
  path: "/v1/decisions/{decisionId}",
  operationId: "getDecision",
  summary: "The whole record of one decision, and what became of its hold",
  tag: "Shop",
  caller: "shop or staff",
  answer: decisionAnswer,
  problems: ["decision-unknown", "overloaded"],
  handle: getDecision,
};

async function getDecision(c: HttpContext): Promise<Response> {
  const reader = await authenticateReader(c);
  if (!reader.ok) return problemResponse(c, reader.error);
  const decision = await findDecision(c, reader.value, c.req.param("decisionId") ?? "");
  if (!decision.ok) return problemResponse(c, decision.error);
  const { record } = decision.value;
  const [rules, resolved] = await Promise.all([rulesOfPolicy(c.env, record.policyHash), resolvedDecision(c, record)]);
  return jsonResponse(decisionView(decision.value, rules, resolved));
}
