import type * as z from "zod";
import type { Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import { auditCases } from "../../platform/case-history.ts";
import { findCase, listCases, type StoredCase } from "../../platform/case-store.ts";
import { caseAnswer, caseAuditAnswer, caseProblem, casesAnswer, dispositionBody, noteBody } from "../../wire/case.ts";
import type { Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { readBody } from "../read-body.ts";
import { BRAND_ROLES, CASE_READERS } from "../resellers/brand-roles.ts";
import { changeCase } from "../resellers/case-desk.ts";
import { CASE_QUERY, caseFilter } from "../resellers/case-filter.ts";
import { caseSummary, caseView } from "../resellers/case-view.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { authenticateStaffWith } from "../staff-with-role.ts";

export const listCasesRoute: Route = {
  method: "get",
  path: "/v1/cases",
  operationId: "listCases",
  summary: "Cases about impostor resellers, by score, reach or age",
  tag: "Staff",
  caller: "staff",
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
  answer: caseAuditAnswer,
  problems: [],
  handle: getAudit,
};

export const getCaseRoute: Route = {
  method: "get",
  path: "/v1/cases/{caseId}",
  operationId: "getCase",
  summary: "One case: evidence, reports, history and cases that look the same",
  tag: "Staff",
  caller: "staff",
  answer: caseAnswer,
  problems: ["case-unknown"],
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
  body: dispositionBody,
  answer: caseAnswer,
  problems: ["case-unknown", "transition-not-allowed", "second-person-needed", "overloaded"],
  handle: (c) =>
    change(c, dispositionBody, (staff, caseId, body) =>
      changeCase(c, staff, { caseId, act: { kind: "disposition", ...body } }),
    ),
};

export const noteCaseRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/notes",
  operationId: "noteCase",
  summary: "Add a note to a case",
  tag: "Staff",
  caller: "staff",
  body: noteBody,
  answer: caseAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: (c) =>
    change(c, noteBody, (staff, caseId, { text }) => changeCase(c, staff, { caseId, act: { kind: "note", text } })),
};

async function getCases(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, CASE_READERS);
  if (!staff.ok) return problemResponse(c, staff.error);
  const page = await listCases(c.env.DB, caseFilter(new URL(c.req.url).searchParams, staff.value));
  return jsonResponse({ cases: page.cases.map(caseSummary), next: page.nextCursor });
}

async function getAudit(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, CASE_READERS);
  return staff.ok ? jsonResponse(await auditCases(c.env.DB)) : problemResponse(c, staff.error);
}

async function getCase(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, CASE_READERS);
  if (!staff.ok) return problemResponse(c, staff.error);
  const stored = await findCase(c.env.DB, c.req.param("caseId") ?? "");
  if (stored === undefined) return problemResponse(c, caseProblem({ kind: "case-unknown" }));
  return jsonResponse(await caseView(c.env.DB, stored));
}

/** Authenticates, reads the body, does it, and answers the case as it is then. */
async function change<Schema extends z.ZodType>(
  c: HttpContext,
  schema: Schema,
  act: (staff: StaffMember, caseId: string, body: z.infer<Schema>) => Promise<Result<StoredCase, Problem>>,
): Promise<Response> {
  const staff = await authenticateStaffWith(c, BRAND_ROLES);
  if (!staff.ok) return problemResponse(c, staff.error);
  const body = await readBody(c, schema);
  if (!body.ok) return problemResponse(c, body.error);
  const changed = await act(staff.value, c.req.param("caseId") ?? "", body.value.value);
  return changed.ok ? jsonResponse(await caseView(c.env.DB, changed.value)) : problemResponse(c, changed.error);
}
