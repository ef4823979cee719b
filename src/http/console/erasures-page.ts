import { erase, previewErasure, readIdentifier } from "../../app/erase.ts";
import { REASON_NAMES, repeatsIdentifier } from "../../app/erasure-reason.ts";
import { ERASER_ROLES } from "../../app/roles.ts";
import { renderErasurePreview } from "../../console/pages/erasure-preview.tsx";
import { renderErasures } from "../../console/pages/erasures.tsx";
import type { ErasureRow, ErasuresView, TypedIdentifier } from "../../console/view-models/erasures.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import { type ListedErasure, listErasures } from "../../platform/erasure.ts";
import { erasurePreviewBody } from "../../wire/erasure.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { textField } from "../text-field.ts";
import { type FormTerms, NOT_OUR_FORM, withForm, withReason } from "./console-form.ts";
import { frameOf, staffWithRoleOrPage } from "./staff-page.ts";

const HOME = "/console/erasures";
const TERMS: FormTerms = { roles: ERASER_ROLES };

/** Where somebody is forgotten, and that others were. */
export async function showErasures(c: HttpContext): Promise<Response> {
  const staff = await staffWithRoleOrPage(c, ERASER_ROLES);
  return staff instanceof Response ? staff : await erasuresPage(c, staff, {});
}

/** What is known by an identifier. It comes in a body, so that no address and no log repeats it. */
export async function previewErasureFromForm(c: HttpContext): Promise<Response> {
  return await withForm(c, TERMS, async (staff, form) => {
    const typed = typedIdentifier(form);
    if (!typed.ok) return typed;
    const identifier = readIdentifier(typed.value);
    if (!identifier.ok) return ok(await erasuresPage(c, staff, { typed: typed.value, isUnreadable: true }, 400));
    const preview = await previewErasure(depsOf(c), { shop: undefined, identifier: identifier.value });
    if (!preview.ok) return preview;
    return ok(await c.html(renderErasurePreview({ typed: typed.value, ...preview.value }, frameOf(c, staff))));
  });
}

/** Forgets somebody. Who did it and why is written down first, and not whom. */
export async function eraseFromForm(c: HttpContext): Promise<Response> {
  return await withReason(c, TERMS, async (staff, reason, form) => {
    const typed = typedIdentifier(form);
    if (!typed.ok) return typed;
    const identifier = readIdentifier(typed.value);
    if (!identifier.ok) return identifier;
    if (repeatsIdentifier(reason, [typed.value, identifier.value])) return err(REASON_NAMES);
    const erased = await erase(depsOf(c), {
      shop: undefined,
      identifier: identifier.value,
      source: `staff/${staff.sub}`,
      staff,
      why: reason,
    });
    return erased.ok ? ok(c.redirect(`${HOME}?done=${erased.value.erasureId}`, 303)) : erased;
  });
}

function typedIdentifier(form: FormData): Result<TypedIdentifier, Problem> {
  const body = erasurePreviewBody.safeParse({ kind: form.get("kind"), value: textField(form, "value")?.trim() });
  return body.success ? ok(body.data) : err(NOT_OUR_FORM);
}

async function erasuresPage(
  c: HttpContext,
  staff: StaffMember,
  shown: Pick<ErasuresView, "typed" | "isUnreadable">,
  status: 200 | 400 = 200,
): Promise<Response> {
  const erasures = (await listErasures(c.env.DB)).map(rowOf);
  const done = erasures.find(({ erasureId }) => erasureId === c.req.query("done"));
  return await c.html(renderErasures({ erasures, done, ...shown }, frameOf(c, staff)), status);
}

function rowOf({ erasureId, atMs, kind, source, email, why, sales, deleted, tombstones }: ListedErasure): ErasureRow {
  const counts = sales === null || deleted === null || tombstones === null ? undefined : { sales, deleted, tombstones };
  return { erasureId, atMs, kind, by: email ?? source, why: why ?? "", counts };
}
