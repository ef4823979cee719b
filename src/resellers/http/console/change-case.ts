import { BRAND_ROLES } from "../../../app/roles.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type Form, type FormCall, leadTo, NOT_OUR_FORM } from "../../../http/console/page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { textField } from "../../../http/text-field.ts";
import type { StaffMember } from "../../../platform/callers/access.ts";
import type { Problem } from "../../../wire/problem.ts";
import { changeCase, triageCases, undoTriage } from "../../app/change-case.ts";
import { fileReport } from "../../app/file-report.ts";
import { caseFilterView, casesHref } from "../../console/view-models/resellers.ts";
import { CASE_COMMANDS } from "../../domain/case/case-state.ts";
import { TRIAGE_ACTIONS, type Triage } from "../../domain/case/triage.ts";
import { caseProblem, dispositionBody, noteBody, triageBody } from "../../wire/case.ts";
import { reportOfForm } from "../report-form.ts";

/** The forms that change cases. */
export const CASE_FORMS: readonly Form[] = [
  { path: "/resellers", roles: BRAND_ROLES, act: leadTo(toList, addFromForm) },
  { path: "/resellers/triage", roles: BRAND_ROLES, act: leadTo(toList, triageFromForm) },
  { path: "/resellers/triage/:batchId/undo", roles: BRAND_ROLES, act: leadTo(toList, undoFromForm) },
  { path: "/resellers/:caseId/notes", roles: BRAND_ROLES, act: leadTo(toList, noteFromForm) },
];

/** What the page that a form leads back to is told, in its address. */
export type Told = { readonly [name: string]: string };

/** Moves a case, by a form of its page. What may be undone is done as a triage of one. */
export async function dispose({ c, staff, form }: FormCall): Promise<Result<Told, Problem>> {
  const transition = CASE_COMMANDS.find((known) => known === form.get("transition"));
  const body = dispositionBody.safeParse({ transition, reason: form.get("reason") });
  if (!body.success) return err(NOT_OUR_FORM);
  const { reason } = body.data;
  const action = TRIAGE_ACTIONS.find((known) => known === transition);
  if (action !== undefined) return await triage(c, staff, { caseIds: [caseIdOf(c)], triage: { action, reason } });
  const act = { kind: "disposition", ...body.data } as const;
  return told(await changeCase(depsOf(c), staff, { caseId: caseIdOf(c), act }));
}

async function noteFromForm({ c, staff, form }: FormCall): Promise<Result<Told, Problem>> {
  const body = noteBody.safeParse({ text: form.get("text") });
  if (!body.success) return err(NOT_OUR_FORM);
  return told(await changeCase(depsOf(c), staff, { caseId: caseIdOf(c), act: { kind: "note", text: body.data.text } }));
}

/** Opens or joins a case about a shop that somebody of the staff has seen. */
async function addFromForm({ c, form }: FormCall): Promise<Result<Told, Problem>> {
  const body = reportOfForm(form);
  return body === undefined ? err(NOT_OUR_FORM) : told(await fileReport(depsOf(c), body, { source: "staff" }));
}

/** Does the same to the cases that were chosen in the list. */
async function triageFromForm({ c, staff, form }: FormCall): Promise<Result<Told, Problem>> {
  const action = form.get("act");
  const caseIds = form.getAll("case");
  if (caseIds.length === 0) return NOTHING_CHOSEN;
  const assignTo = action === "assign" ? textField(form, "assignTo") : undefined;
  const body = triageBody.safeParse({ caseIds, action, assignTo, reason: form.get("reason") });
  if (!body.success) return err(NOT_OUR_FORM);
  const { caseIds: chosen, ...asked } = body.data;
  return await triage(c, staff, { caseIds: chosen, triage: asked });
}

async function undoFromForm({ c, staff }: FormCall): Promise<Result<Told, Problem>> {
  const undone = await undoTriage(depsOf(c), staff, c.req.param("batchId") ?? "");
  if (!undone.ok) return undone;
  const { changed, refused } = undone.value;
  const [first] = refused;
  if (changed.length === 0 && first !== undefined) return err(caseProblem(first.refusal));
  return ok({ undone: String(changed.length), refused: String(refused.length) });
}

/** A triage that changes nothing is a problem with the reason of the first case; else the page says what it left. */
async function triage(
  c: HttpContext,
  staff: StaffMember,
  asked: { readonly caseIds: readonly string[]; readonly triage: Triage },
): Promise<Result<Told, Problem>> {
  const triaged = await triageCases(depsOf(c), staff, asked);
  if (!triaged.ok) return triaged;
  const { batch, refused } = triaged.value;
  const [first] = refused;
  if (batch === undefined) return first === undefined ? NOTHING_CHOSEN : err(caseProblem(first.refusal));
  return ok({ batch: batch.id, refused: String(refused.length) });
}

function told(done: Result<unknown, Problem>): Result<Told, Problem> {
  return done.ok ? ok({}) : done;
}

const NOTHING_CHOSEN = err<Problem>({
  slug: "request-invalid",
  detail: "No case was chosen. Mark cases in the list first, by mouse or with the key s.",
});

/** The list that the form was sent from, told what came of it. */
export function toList({ c, form }: FormCall, told: Told): string {
  const back = new URLSearchParams(textField(form, "back")?.split("?")[1]);
  const href = casesHref(caseFilterView(back), c.req.param("caseId") ?? (back.get("case") || undefined));
  const said = new URLSearchParams(Object.entries(told).filter(([, value]) => value !== "0"));
  return said.size === 0 ? href : `${href}${href.includes("?") ? "&" : "?"}${said}`;
}

function caseIdOf(c: HttpContext): string {
  return c.req.param("caseId") ?? "";
}
