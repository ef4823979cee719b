import { ANY_ROLE, BRAND_ROLES } from "../../../app/roles.ts";
import { TRIAGE_UNDO_MS } from "../../../domain/limits.ts";
import { ok } from "../../../domain/result.ts";
import type { FormAnswer, FormCall, Page, PageCall } from "../../../http/console/page.ts";
import { problemPageResponse } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { textField } from "../../../http/text-field.ts";
import type { StaffMember } from "../../../platform/callers/access.ts";
import { caseSummary, caseView } from "../../app/case-view.ts";
import { assignablePeople } from "../../app/change-case.ts";
import { renderResellers } from "../../console/pages/resellers.tsx";
import { caseFilterView, type DoneView, type ResellersView, triageWords } from "../../console/view-models/resellers.ts";
import { batchHistory } from "../../store/case-history.ts";
import { detectorRecords, queueAges } from "../../store/case-metrics.ts";
import { findCase, listCases } from "../../store/case-store.ts";
import { shippedRules } from "../../store/live-assessor.ts";
import { caseProblem } from "../../wire/case.ts";
import { caseFilter } from "../case-filter.ts";
import { CASE_FORMS, dispose, toList } from "./change-case.ts";

export const resellersPage: Page = {
  section: "resellers",
  path: "/resellers",
  roles: ANY_ROLE,
  show: showResellers,
  forms: [...CASE_FORMS, { path: "/resellers/:caseId/dispositions", roles: BRAND_ROLES, act: disposeFromForm }],
};

/** The queue, filtered by the address, with one case beside it. */
async function showResellers(call: PageCall): Promise<Response> {
  return await resellersResponse(call, new URL(call.c.req.url).searchParams);
}

async function resellersResponse(
  { c, staff, frame }: PageCall,
  query: URLSearchParams,
  refused?: ResellersView["refused"],
): Promise<Response> {
  const nowMs = Date.now();
  const filter = caseFilterView(query);
  query.set("state", filter.scope);
  const [page, people, queue, detectors, done] = await Promise.all([
    listCases(c.env.DB, caseFilter(query, staff)),
    assignablePeople(depsOf(c)),
    queueAges(c.env.DB, nowMs),
    detectorRecords(c.env.DB),
    doneView(c, staff, nowMs),
  ]);
  const asked = query.get("case") ?? undefined;
  const stored = asked === undefined ? page.cases[0] : await findCase(c.env.DB, asked);
  if (asked !== undefined && stored === undefined) {
    return await problemPageResponse(c, caseProblem({ kind: "case-unknown" }));
  }
  const view = {
    filter,
    brands: shippedRules().brands.brands.map(({ profile }) => ({ id: profile.id, name: profile.name })),
    people,
    me: staff.email,
    nowMs,
    cases: page.cases.map(caseSummary),
    next: page.nextCursor,
    shown: stored && (await caseView(c.env.DB, stored)),
    mayDecide: BRAND_ROLES.includes(staff.role),
    done,
    confirmedByMe: stored?.confirmedBy.includes(staff.sub) ?? false,
    refused,
    metrics: { queue, detectors },
  };
  return await c.html(renderResellers(view, frame()), refused === undefined ? 200 : 409);
}

/** Moves a case. Who confirms it twice is shown the case again, with why that is not enough and the reason that was written. */
async function disposeFromForm(call: FormCall): FormAnswer {
  const disposed = await dispose(call);
  if (disposed.ok) return ok(call.c.redirect(toList(call, disposed.value), 303));
  if (disposed.error.slug !== "second-person-needed") return disposed;
  const href = toList(call, {});
  const reason = textField(call.form, "reason")?.trim() ?? "";
  const words = "You have confirmed this case before. Another person must confirm it, since two people have to agree.";
  return ok(await resellersResponse(call, new URLSearchParams(href.split("?")[1]), { words, reason }));
}

/** What the form that led here has done, by the history and not by the address. Later than it can be undone nothing is said. */
async function doneView(c: HttpContext, { sub }: StaffMember, nowMs: number): Promise<DoneView | undefined> {
  const batchId = c.req.query("batch");
  const refused = Number(/^\d{1,3}$/.exec(c.req.query("refused") ?? "")?.[0] ?? 0);
  const undone = /^\d{1,3}$/.exec(c.req.query("undone") ?? "")?.[0];
  if (undone !== undefined) return { words: "Undone: the cases stand where they stood before.", refused };
  if (batchId === undefined) return refused === 0 ? undefined : { words: "Nothing was changed.", refused };
  const entries = await batchHistory(c.env.DB, batchId);
  const body = entries[0]?.body;
  const leftMs = body === undefined ? 0 : body.atMs + TRIAGE_UNDO_MS - nowMs;
  if (body === undefined || body.by.sub !== sub || leftMs <= 0) return undefined;
  const action = body.kind === "assignment" ? "assign" : body.kind === "disposition" ? body.transition : undefined;
  if (action !== "assign" && action !== "take" && action !== "dismiss") return undefined;
  const assignedTo = body.kind === "assignment" ? body.to : undefined;
  return { words: triageWords(action, entries.length, assignedTo), refused, undo: { batchId, leftMs } };
}
