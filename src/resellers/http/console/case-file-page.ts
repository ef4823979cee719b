import { BRAND_ROLES } from "../../../app/roles.ts";
import { ATTACHMENT_BYTES_MAX, NOTICE_CHARS_MAX, UTF8_BYTES_PER_CHAR_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { NOT_OUR_FORM, withForm } from "../../../http/console/console-form.ts";
import { frameOf, problemPageResponse, staffOrPage } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { textField } from "../../../http/text-field.ts";
import type { StaffMember } from "../../../platform/access.ts";
import type { Problem } from "../../../wire/problem.ts";
import { attachPicture, removePicture } from "../../app/case-pictures.ts";
import { draftForCase, makeEvidencePack } from "../../app/evidence-pack.ts";
import { caseLinks, identifySeller, traceClue, unlink } from "../../app/purchases.ts";
import { renderCaseFile } from "../../console/pages/case-file.tsx";
import { renderEvidencePack } from "../../console/pages/evidence-pack.tsx";
import { caseFileHref } from "../../console/view-models/case-file.ts";
import { caseAttachments } from "../../store/case-attachments.ts";
import { findCase } from "../../store/case-store.ts";
import { caseProblem } from "../../wire/case.ts";
import { attachmentView, caption, packBody } from "../../wire/case-file.ts";
import { clueBody, identityBody } from "../../wire/case-link.ts";
import { packResponse } from "../evidence-response.ts";
import { purchaseSource } from "../sale-door.ts";

/** The file of one case: pictures, purchases, who the seller is, and what goes out. */
export async function showCaseFile(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const { DB } = c.env;
  const stored = await findCase(DB, caseIdOf(c));
  if (stored === undefined) return await problemPageResponse(c, caseProblem({ kind: "case-unknown" }));
  const [attachments, links, notice] = await Promise.all([
    caseAttachments(DB, stored.caseId),
    caseLinks(DB, stored.caseId),
    draftForCase(depsOf(c), staff, stored),
  ]);
  const mayChange = BRAND_ROLES.includes(staff.role);
  const view = { about: stored, attachments: attachments.map(attachmentView), links, notice, mayChange };
  return await c.html(renderCaseFile(view, frameOf(c, staff)));
}

/** Hands the evidence pack out, with the notice as it stands in the form. */
export async function savePackFromForm(c: HttpContext): Promise<Response> {
  const terms = { roles: BRAND_ROLES, fileBytesMax: NOTICE_CHARS_MAX * UTF8_BYTES_PER_CHAR_MAX };
  return await withForm(c, terms, async (staff, form) => {
    const body = packBody.safeParse({ notice: textField(form, "notice") });
    if (!body.success) return err(NOT_OUR_FORM);
    const pack = await makeEvidencePack(depsOf(c), staff, {
      caseId: caseIdOf(c),
      notice: body.data.notice,
      renderPage: renderEvidencePack,
    });
    return pack.ok ? ok(packResponse(pack.value)) : pack;
  });
}

export async function attachFromForm(c: HttpContext): Promise<Response> {
  return await change(c, ATTACHMENT_BYTES_MAX, async (staff, form) => {
    const file = form.get("picture");
    const words = caption.safeParse(textField(form, "caption"));
    if (!(file instanceof File) || !words.success) return err(NOT_OUR_FORM);
    if (file.size > ATTACHMENT_BYTES_MAX) {
      return err({ slug: "body-too-large", detail: `A picture may have at most ${ATTACHMENT_BYTES_MAX} bytes.` });
    }
    const sent = new Uint8Array(await file.arrayBuffer());
    return await attachPicture(depsOf(c), staff, { caseId: caseIdOf(c), caption: words.data, sent });
  });
}

export async function removeFromForm(c: HttpContext): Promise<Response> {
  return await change(c, 0, async (staff, form) => {
    const reason = textField(form, "reason") ?? "";
    return await removePicture(depsOf(c), staff, {
      caseId: caseIdOf(c),
      attachmentId: c.req.param("attachmentId") ?? "",
      reason,
    });
  });
}

export async function traceFromForm(c: HttpContext): Promise<Response> {
  return await change(c, 0, async (staff, form) => {
    const body = clueBody.safeParse({ kind: textField(form, "kind"), value: textField(form, "value") });
    return body.success
      ? await traceClue({ ...depsOf(c), purchases: purchaseSource(c) }, staff, { caseId: caseIdOf(c), clue: body.data })
      : err(NOT_OUR_FORM);
  });
}

export async function identifyFromForm(c: HttpContext): Promise<Response> {
  return await change(c, 0, async (staff, form) => {
    const body = identityBody.safeParse(sellerOf(form));
    return body.success
      ? await identifySeller(depsOf(c), staff, { caseId: caseIdOf(c), seller: body.data })
      : err(NOT_OUR_FORM);
  });
}

export async function unlinkFromForm(c: HttpContext): Promise<Response> {
  return await change(c, 0, async (staff, form) => {
    const [decisionId, kind] = [textField(form, "decisionId"), textField(form, "kind")];
    const link = decisionId === undefined ? kind !== undefined && { kind } : { decisionId };
    if (!link) return err(NOT_OUR_FORM);
    return await unlink(depsOf(c), staff, { caseId: caseIdOf(c), link, reason: textField(form, "reason") ?? "" });
  });
}

/** The fields of the form as the API takes them; what was left empty is not said. */
function sellerOf(form: FormData) {
  const field = (name: string) => textField(form, name)?.trim();
  const lines = [field("addressLine1"), field("addressLine2")].filter((line) => line !== undefined);
  const address = {
    name: field("addressName"),
    lines,
    city: field("city"),
    postalCode: field("postalCode"),
    country: field("country")?.toUpperCase(),
  };
  const payment = { method: field("paymentMethod"), fingerprint: field("paymentFingerprint") };
  return {
    phone: field("phone"),
    address: lines.length === 0 ? undefined : address,
    payment: payment.fingerprint === undefined ? undefined : payment,
    reason: textField(form, "reason") ?? "",
  };
}

/** Changes the file by a form of its page, and leads back to it. */
async function change(
  c: HttpContext,
  fileBytesMax: number,
  act: (staff: StaffMember, form: FormData) => Promise<Result<unknown, Problem>>,
): Promise<Response> {
  return await withForm(c, { roles: BRAND_ROLES, fileBytesMax }, async (staff, form) => {
    const done = await act(staff, form);
    return done.ok ? ok(c.redirect(caseFileHref(caseIdOf(c)), 303)) : done;
  });
}

function caseIdOf(c: HttpContext): string {
  return c.req.param("caseId") ?? "";
}
