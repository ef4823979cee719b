import { BRAND_ROLES, CASE_READERS } from "../../../app/roles.ts";
import { depsOf } from "../../../http/deps.ts";
import { readBody } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import { caseSummary } from "../../app/case-view.ts";
import { triageCases, undoTriage } from "../../app/change-case.ts";
import type { CaseRefusal } from "../../domain/case/apply-command.ts";
import type { AppendedCases } from "../../store/case-history.ts";
import { detectorRecords, queueAges } from "../../store/case-metrics.ts";
import { caseMetricsAnswer, caseProblem, triageAnswer, triageBody, undoAnswer } from "../../wire/case.ts";

export const triageCasesRoute: Route = {
  method: "post",
  path: "/v1/cases/triage",
  operationId: "triageCases",
  summary: "Take, dismiss or assign several cases with one reason",
  description:
    "Cases that it cannot be done to are named and stay as they are; the others change together. Who did it may undo it all for ten seconds.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: triageBody,
  answer: triageAnswer,
  problems: ["overloaded"],
  handle: triage,
};

export const undoTriageRoute: Route = {
  method: "post",
  path: "/v1/cases/triage/{batchId}/undo",
  operationId: "undoTriage",
  summary: "Undo a triage of a moment ago",
  description:
    "Each of its cases that nobody has touched since stands where it stood before. Both stay in the history.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  answer: undoAnswer,
  problems: ["batch-unknown", "undo-refused", "overloaded"],
  handle: undo,
};

export const caseMetricsRoute: Route = {
  method: "get",
  path: "/v1/cases/metrics",
  operationId: "caseMetrics",
  summary: "How long cases wait, and how often each detector was right",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: caseMetricsAnswer,
  problems: [],
  handle: metrics,
};

async function triage({ c, staff }: StaffCall): Promise<Response> {
  const body = await readBody(c, triageBody);
  if (!body.ok) return problemResponse(c, body.error);
  const { caseIds, ...asked } = body.value.value;
  const triaged = await triageCases(depsOf(c), staff, { caseIds, triage: asked });
  if (!triaged.ok) return problemResponse(c, triaged.error);
  const { batch } = triaged.value;
  const undoUntil = batch && new Date(batch.undoUntilMs).toISOString();
  return jsonResponse({ batchId: batch?.id, undoUntil, ...outcomes(triaged.value) });
}

async function undo({ c, staff }: StaffCall): Promise<Response> {
  const undone = await undoTriage(depsOf(c), staff, c.req.param("batchId") ?? "");
  return undone.ok ? jsonResponse(outcomes(undone.value)) : problemResponse(c, undone.error);
}

async function metrics({ c }: StaffCall): Promise<Response> {
  const [queue, detectors] = await Promise.all([queueAges(c.env.DB, Date.now()), detectorRecords(c.env.DB)]);
  return jsonResponse({ queue, detectors });
}

function outcomes({ changed, refused }: AppendedCases<CaseRefusal | { readonly kind: "moved-since" }>) {
  return {
    changed: changed.map(caseSummary),
    refused: refused.map(({ caseId, refusal }) => {
      const { slug, detail } = caseProblem(refusal);
      return { caseId, problem: slug, detail };
    }),
  };
}
