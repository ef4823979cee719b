import type * as z from "zod";
import { BRAND_ROLES, CASE_READERS } from "../../../app/roles.ts";
import type { Result } from "../../../domain/result.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { readBody } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import type { Problem } from "../../../wire/problem.ts";
import { caseSummary, caseView } from "../../app/case-view.ts";
import { changeCase } from "../../app/change-case.ts";
import { auditCases } from "../../store/case-history.ts";
import { findCase, listCases, type StoredCase } from "../../store/case-store.ts";
import { caseAnswer, caseAuditAnswer, caseProblem, casesAnswer, dispositionBody, noteBody } from "../../wire/case.ts";
import { CASE_QUERY, caseFilter } from "../case-filter.ts";

export const listCasesRoute: Route = {
  method: "get",
  path: "/v1/cases",
  operationId: "listCases",
  summary: "Cases about impostor resellers, by score, reach or age",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  query: [...CASE_QUERY, { name: "after", description: "`next` of the page before." }],
  answer: casesAnswer,
  problems: [],
  handle: getCases,
};

export const auditCasesRoute: Route = {
  method: "get",
  path: "/v1/cases/audit",
  operationId: "auditCases",
  summary: "Whether the history of all cases is as it was written",
  description: "Recomputes the hash chain over everything that staff did with cases.",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: caseAuditAnswer,
  problems: [],
  handle: async ({ c }) => jsonResponse(await auditCases(c.env.DB)),
};

export const getCaseRoute: Route = {
  method: "get",
  path: "/v1/cases/{caseId}",
  operationId: "getCase",
  summary: "One case: evidence, reports, history and cases that look the same",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: caseAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: getCase,
};

export const disposeCaseRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/dispositions",
  operationId: "disposeCase",
  summary: "Move a case, with a reason",
  description:
    "`confirm` needs two different people: the first leaves the case in review. Only then is the seller called an impostor in public.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: dispositionBody,
  answer: caseAnswer,
  problems: ["case-unknown", "transition-not-allowed", "second-person-needed", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, dispositionBody, (caseId, body) =>
      changeCase(depsOf(c), staff, { caseId, act: { kind: "disposition", ...body } }),
    ),
};

export const noteCaseRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/notes",
  operationId: "noteCase",
  summary: "Add a note to a case",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: noteBody,
  answer: caseAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, noteBody, (caseId, { text }) => changeCase(depsOf(c), staff, { caseId, act: { kind: "note", text } })),
};

async function getCases({ c, staff }: StaffCall): Promise<Response> {
  const page = await listCases(c.env.DB, caseFilter(new URL(c.req.url).searchParams, staff));
  return jsonResponse({ cases: page.cases.map(caseSummary), next: page.nextCursor });
}

async function getCase({ c }: StaffCall): Promise<Response> {
  const stored = await findCase(c.env.DB, c.req.param("caseId") ?? "");
  if (stored === undefined) return problemResponse(c, caseProblem({ kind: "case-unknown" }));
  return jsonResponse(await caseView(c.env.DB, stored));
}

/** Reads the body, does it, and answers the case as it is then. */
async function change<Schema extends z.ZodType>(
  c: HttpContext,
  schema: Schema,
  act: (caseId: string, body: z.infer<Schema>) => Promise<Result<StoredCase, Problem>>,
): Promise<Response> {
  const body = await readBody(c, schema);
  if (!body.ok) return problemResponse(c, body.error);
  const changed = await act(c.req.param("caseId") ?? "", body.value.value);
  return changed.ok ? jsonResponse(await caseView(c.env.DB, changed.value)) : problemResponse(c, changed.error);
}
