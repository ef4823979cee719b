import { erase, previewErasure, readIdentifier } from "../../app/erase.ts";
import { REASON_NAMES, repeatsIdentifier } from "../../app/erasure-reason.ts";
import { ERASER_ROLES } from "../../app/roles.ts";
import { renderErasurePreview } from "../../console/pages/erasure-preview.tsx";
import { renderErasures } from "../../console/pages/erasures.tsx";
import type { ErasureRow, ErasuresView, TypedIdentifier } from "../../console/view-models/erasures.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type ListedErasure, listErasures } from "../../platform/erasure/erasure.ts";
import { erasurePreviewBody } from "../../wire/erasure.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import { textField } from "../text-field.ts";
import { type FormAnswer, type FormCall, NOT_OUR_FORM, type Page, type PageCall, type ReasonedCall } from "./page.ts";

export const erasuresPage: Page = {
  section: "erasures",
  path: "/erasures",
  roles: ERASER_ROLES,
  show: showErasures,
  forms: [
    { path: "/erasures/preview", roles: ERASER_ROLES, act: previewErasureFromForm },
    { path: "/erasures", roles: ERASER_ROLES, asksWhy: true, act: eraseFromForm },
  ],
};

const HOME = "/console/erasures";

/** The form for an erasure, and the list of earlier ones. */
async function showErasures(call: PageCall): Promise<Response> {
  return await answerErasures(call, {});
}

/** What is known by an identifier. It comes in a body, so that no address and no log repeats it. */
async function previewErasureFromForm(call: FormCall): FormAnswer {
  const { c, form, frame } = call;
  const typed = typedIdentifier(form);
  if (!typed.ok) return typed;
  const identifier = readIdentifier(typed.value);
  const preview = identifier.ok
    ? await previewErasure(depsOf(c), { shop: undefined, identifier: identifier.value })
    : identifier;
  if (!preview.ok)
    return preview.error.slug === "request-invalid"
      ? ok(await answerErasures(call, { typed: typed.value, isUnreadable: true }, 400))
      : preview;
  return ok(await c.html(renderErasurePreview({ typed: typed.value, ...preview.value }, frame())));
}

/** Erases a person. Who did it and why is written down first, and not whom. */
async function eraseFromForm({ c, staff, form, why }: ReasonedCall): FormAnswer {
  const typed = typedIdentifier(form);
  if (!typed.ok) return typed;
  const identifier = readIdentifier(typed.value);
  if (!identifier.ok) return identifier;
  if (repeatsIdentifier(why, [typed.value, identifier.value])) return err(REASON_NAMES);
  const erased = await erase(depsOf(c), {
    shop: undefined,
    identifier: identifier.value,
    source: `staff/${staff.sub}`,
    staff,
    why,
  });
  return erased.ok ? ok(c.redirect(`${HOME}?done=${erased.value.erasureId}`, 303)) : erased;
}

function typedIdentifier(form: FormData): Result<TypedIdentifier, Problem> {
  const body = erasurePreviewBody.safeParse({ kind: form.get("kind"), value: textField(form, "value")?.trim() });
  return body.success ? ok(body.data) : err(NOT_OUR_FORM);
}

async function answerErasures(
  { c, frame }: PageCall,
  shown: Pick<ErasuresView, "typed" | "isUnreadable">,
  status: 200 | 400 = 200,
): Promise<Response> {
  const erasures = (await listErasures(c.env.DB)).map(rowOf);
  const done = erasures.find(({ erasureId }) => erasureId === c.req.query("done"));
  return await c.html(renderErasures({ erasures, done, ...shown }, frame()), status);
}

function rowOf({ erasureId, atMs, kind, source, email, why, sales, deleted, tombstones }: ListedErasure): ErasureRow {
  const counts = sales === null || deleted === null || tombstones === null ? undefined : { sales, deleted, tombstones };
  return { erasureId, atMs, kind, by: email ?? source, why: why ?? "", counts };
}
