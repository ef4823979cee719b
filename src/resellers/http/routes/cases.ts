import type * as z from "zod";
import type { Result } from "../../../domain/result.ts";
import type { HttpContext } from "../../../http/env.ts";
import { readBody } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import { findCheckoutReview, isReviewId, resolveCheckout } from "../../../http/reviews/review-desk.ts";
import { waitingCheckouts } from "../../../http/reviews/review-list.ts";
import { reviewView } from "../../../http/reviews/review-view.ts";
import type { Route } from "../../../http/route.ts";
import { authenticateStaffWith } from "../../../http/staff-with-role.ts";
import { TRUST_ROLES } from "../../../http/trust-roles.ts";
import type { StaffMember } from "../../../platform/access.ts";
import { reviewDispositionBody } from "../../../wire/checkout-review.ts";
import type { Problem } from "../../../wire/problem.ts";
import { BRAND_ROLES, CASE_READERS } from "../../app/brand-roles.ts";
import { caseSummary, caseView } from "../../app/case-view.ts";
import { changeCase } from "../../app/change-case.ts";
import { auditCases } from "../../store/case-history.ts";
import { findCase, listCases, type StoredCase } from "../../store/case-store.ts";
import { caseAnswer, caseAuditAnswer, caseProblem, dispositionBody, noteBody } from "../../wire/case.ts";
import { anyCaseAnswer, anyCasesAnswer, anyDispositionBody } from "../../wire/case-or-review.ts";
import { CASE_QUERY, caseFilter } from "../case-filter.ts";
import { depsOf } from "../deps.ts";

export const listCasesRoute: Route = {
  method: "get",
  path: "/v1/cases",
  operationId: "listCases",
  summary: "Cases about impostor resellers by score, reach or age, or checkouts that wait for a person",
  description:
    "`kind=checkout` lists checkouts in review of sales that go on, those that have waited longest first, from the archive, which is about a second behind. The id of such a case is that of its decision.",
  tag: "Staff",
  caller: "staff",
  query: [
    { name: "kind", description: "`reseller`, or `checkout` for checkouts in review; without it, `reseller`." },
    ...CASE_QUERY,
    { name: "sale", description: "For checkouts: those of one sale." },
    { name: "after", description: "`next` of the page before." },
  ],
  answer: anyCasesAnswer,
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
  summary: "One case: evidence, reports, history and cases that look the same, or a checkout in review",
  tag: "Staff",
  caller: "staff",
  answer: anyCaseAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: getCase,
};

export const disposeCaseRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/dispositions",
  operationId: "disposeCase",
  summary: "Move a case, with a reason",
  description:
    "`confirm` needs two different people: the first leaves the case in review. Only then is the seller called an impostor in public. `approve` lets the next checkouts of a reviewed one's account skip what it names for an hour, in that sale, never limits or stock; it holds nothing.",
  tag: "Staff",
  caller: "staff",
  body: anyDispositionBody,
  answer: anyCaseAnswer,
  problems: [
    "case-unknown",
    "transition-not-allowed",
    "second-person-needed",
    "sale-unknown",
    "sale-not-open",
    "sale-halted",
    "overloaded",
  ],
  handle: async (c) =>
    isReviewId(c.req.param("caseId") ?? "")
      ? await disposeReview(c)
      : await change(c, dispositionBody, (staff, caseId, body) =>
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
  body: noteBody,
  answer: caseAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: (c) =>
    change(c, noteBody, (staff, caseId, { text }) =>
      changeCase(depsOf(c), staff, { caseId, act: { kind: "note", text } }),
    ),
};

async function getCases(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, CASE_READERS);
  if (!staff.ok) return problemResponse(c, staff.error);
  if (c.req.query("kind") === "checkout") {
    const { reviews, next } = await waitingCheckouts(c, {
      saleId: c.req.query("sale") || undefined,
      after: c.req.query("after"),
    });
    return jsonResponse({ cases: reviews, next });
  }
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
  const caseId = c.req.param("caseId") ?? "";
  if (isReviewId(caseId)) {
    const review = await findCheckoutReview(c, caseId);
    return review.ok ? jsonResponse(reviewView(review.value)) : problemResponse(c, review.error);
  }
  const stored = await findCase(c.env.DB, caseId);
  if (stored === undefined) return problemResponse(c, caseProblem({ kind: "case-unknown" }));
  return jsonResponse(await caseView(c.env.DB, stored));
}

async function disposeReview(c: HttpContext): Promise<Response> {
  const staff = await authenticateStaffWith(c, TRUST_ROLES);
  if (!staff.ok) return problemResponse(c, staff.error);
  const body = await readBody(c, reviewDispositionBody);
  if (!body.ok) return problemResponse(c, body.error);
  const caseId = c.req.param("caseId") ?? "";
  const resolved = await resolveCheckout(c, staff.value, { caseId, disposition: body.value.value });
  return resolved.ok ? jsonResponse(resolved.value) : problemResponse(c, resolved.error);
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
