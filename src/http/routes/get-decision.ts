import { findDecision, resolvedDecision } from "../../app/find-decision.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { rulesOfPolicy } from "../../platform/policy/policy-documents.ts";
import { decisionAnswer, decisionDocument } from "../../wire/decision.ts";
import { depsOf } from "../deps.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route, ShopOrStaffCall } from "../route.ts";

export const getDecisionRoute: Route = {
  method: "get",
  path: "/v1/decisions/{decisionId}",
  operationId: "getDecision",
  summary: "The whole record of one decision, and what became of its hold",
  tag: "Shop",
  caller: "shop or staff",
  roles: ANY_ROLE,
  answer: decisionAnswer,
  problems: ["decision-unknown", "overloaded"],
  handle: getDecision,
};

async function getDecision({ c, reader }: ShopOrStaffCall): Promise<Response> {
  const decision = await findDecision(depsOf(c), reader, c.req.param("decisionId") ?? "");
  if (!decision.ok) return problemResponse(c, decision.error);
  const { record } = decision.value;
  const [rules, resolved] = await Promise.all([
    rulesOfPolicy(c.env, record.policyHash),
    resolvedDecision(depsOf(c), record),
  ]);
  return jsonResponse(decisionDocument(decision.value, rules, resolved));
}
