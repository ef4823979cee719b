import { renderResellers } from "../../console/pages/resellers.tsx";
import { type CaseFilterView, type CaseScope, casesHref } from "../../console/view-models/resellers.ts";
import { CASE_COMMANDS, CASE_STATES, OPEN_STATES } from "../../domain/reseller/case/case-state.ts";
import type { Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import { detectorRecords } from "../../platform/case-metrics.ts";
import { findCase, listCases } from "../../platform/case-store.ts";
import { shippedRules } from "../../platform/reseller-assessor.ts";
import { caseProblem, dispositionBody, noteBody, reportBody } from "../../wire/case.ts";
import type { Problem } from "../../wire/problem.ts";
import { isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { readText } from "../read-body.ts";
import { BRAND_ROLES } from "../resellers/brand-roles.ts";
import { changeCase } from "../resellers/case-desk.ts";
import { caseSummary, caseView } from "../resellers/case-view.ts";
import { fileReport } from "../resellers/file-report.ts";
import { frameOf, problemPageResponse, staffOrPage } from "./staff-page.ts";

/** The queue, filtered by the address, with one case beside it. */
export async function showResellers(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const filter = filterOf(new URL(c.req.url).searchParams);
  const [page, records] = await Promise.all([
    listCases(c.env.DB, { states: statesOf(filter.scope), brand: filter.brand, after: filter.after }),
    detectorRecords(c.env.DB),
  ]);
  const asked = c.req.query("case");
  const stored = asked === undefined ? page.cases[0] : await findCase(c.env.DB, asked);
  if (asked !== undefined && stored === undefined) {
    return await problemPageResponse(c, caseProblem({ kind: "case-unknown" }));
  }
  const view = {
    filter,
    brands: shippedRules().brands.brands.map(({ profile }) => ({ id: profile.id, name: profile.name })),
    cases: page.cases.map(caseSummary),
    next: page.nextCursor,
    shown: stored && (await caseView(c.env.DB, stored)),
    mayDecide: BRAND_ROLES.includes(staff.role),
    records,
  };
  return await c.html(renderResellers(view, frameOf(c, staff)));
}

/** Moves a case, by a form of its page. */
export async function disposeFromForm(c: HttpContext): Promise<Response> {
  return await change(c, async (staff, form) => {
    const transition = CASE_COMMANDS.find((known) => known === form.get("transition"));
    const body = dispositionBody.safeParse({ transition, reason: form.get("reason") });
    return body.success
      ? await changeCase(c, staff, { caseId: caseIdOf(c), act: { kind: "disposition", ...body.data } })
      : NOT_OUR_FORM;
  });
}

export async function noteFromForm(c: HttpContext): Promise<Response> {
  return await change(c, async (staff, form) => {
    const body = noteBody.safeParse({ text: form.get("text") });
    return body.success
      ? await changeCase(c, staff, { caseId: caseIdOf(c), act: { kind: "note", text: body.data.text } })
      : NOT_OUR_FORM;
  });
}

/** Opens or joins a case about a shop that somebody of the staff has seen. */
export async function addFromForm(c: HttpContext): Promise<Response> {
  return await change(c, async (_, form) => {
    const body = reportBody.safeParse({ url: form.get("url"), note: form.get("note") });
    return body.success ? await fileReport(c, body.data, "staff") : NOT_OUR_FORM;
  });
}

const NOT_OUR_FORM: Result<never, Problem> = {
  ok: false,
  error: { slug: "request-invalid", detail: "A field of the form is missing or too long. Nothing was changed." },
};

/** Does what a form of our own pages asks, for somebody who may, and leads back to the list that it was sent from. */
async function change(
  c: HttpContext,
  act: (staff: StaffMember, form: URLSearchParams) => Promise<Result<unknown, Problem>>,
): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  if (!BRAND_ROLES.includes(staff.role)) {
    const detail = `Deciding cases needs the role ${BRAND_ROLES.join(" or ")}.`;
    return await problemPageResponse(c, { slug: "forbidden", detail });
  }
  if (!isSameOrigin(c)) {
    const detail = "This form was sent by another site, so nothing was done. Send it from the console.";
    return await problemPageResponse(c, { slug: "forbidden", detail });
  }
  const text = await readText(c.req.raw);
  if (!text.ok) return await problemPageResponse(c, text.error);
  const form = new URLSearchParams(text.value);
  const done = await act(staff, form);
  if (!done.ok) return await problemPageResponse(c, done.error);
  const back = filterOf(new URLSearchParams(form.get("back")?.split("?")[1]));
  return c.redirect(casesHref(back, c.req.param("caseId")), 303);
}

function filterOf(query: URLSearchParams): CaseFilterView {
  const scopes: readonly CaseScope[] = ["all", ...CASE_STATES];
  return {
    scope: scopes.find((scope) => scope === query.get("state")) ?? "open",
    brand: query.get("brand") || undefined,
    after: query.get("after") || undefined,
  };
}

function statesOf(scope: CaseScope) {
  if (scope === "all") return undefined;
  return scope === "open" ? OPEN_STATES : [scope];
}

function caseIdOf(c: HttpContext): string {
  return c.req.param("caseId") ?? "";
}
