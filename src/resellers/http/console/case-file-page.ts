import { ANY_ROLE, BRAND_ROLES } from "../../../app/roles.ts";
import { ATTACHMENT_BYTES_MAX, NOTICE_CHARS_MAX, UTF8_BYTES_PER_CHAR_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  type FormAnswer,
  type FormCall,
  leadTo,
  NOT_OUR_FORM,
  type Page,
  type PageCall,
} from "../../../http/console/page.ts";
import { problemPageResponse } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { textField } from "../../../http/text-field.ts";
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

const FILE = "/resellers/:caseId/file";

export const caseFilePage: Page = {
  section: "resellers",
  path: FILE,
  roles: ANY_ROLE,
  show: showCaseFile,
  forms: [
    {
      path: `${FILE}/pack`,
      roles: BRAND_ROLES,
      fileBytesMax: NOTICE_CHARS_MAX * UTF8_BYTES_PER_CHAR_MAX,
      act: savePackFromForm,
    },
    {
      path: `${FILE}/attachments`,
      roles: BRAND_ROLES,
      fileBytesMax: ATTACHMENT_BYTES_MAX,
      act: leadTo(toFile, attachFromForm),
    },
    {
      path: `${FILE}/attachments/:attachmentId/removal`,
      roles: BRAND_ROLES,
      act: leadTo(toFile, removeFromForm),
    },
    { path: `${FILE}/clues`, roles: BRAND_ROLES, act: leadTo(toFile, traceFromForm) },
    { path: `${FILE}/identities`, roles: BRAND_ROLES, act: leadTo(toFile, identifyFromForm) },
    { path: `${FILE}/unlink`, roles: BRAND_ROLES, act: leadTo(toFile, unlinkFromForm) },
  ],
};

/** The file of one case: pictures, purchases, who the seller is, and what goes out. */
async function showCaseFile({ c, staff, frame }: PageCall): Promise<Response> {
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
  return await c.html(renderCaseFile(view, frame()));
}

/** Hands the evidence pack out, with the notice as it stands in the form. */
async function savePackFromForm({ c, staff, form }: FormCall): FormAnswer {
  const body = packBody.safeParse({ notice: textField(form, "notice") });
  if (!body.success) return err(NOT_OUR_FORM);
  const pack = await makeEvidencePack(depsOf(c), staff, {
    caseId: caseIdOf(c),
    notice: body.data.notice,
    renderPage: renderEvidencePack,
  });
  return pack.ok ? ok(packResponse(pack.value)) : pack;
}

async function attachFromForm({ c, staff, form }: FormCall): Promise<Result<unknown, Problem>> {
  const file = form.get("picture");
  const words = caption.safeParse(textField(form, "caption"));
  if (!(file instanceof File) || !words.success) return err(NOT_OUR_FORM);
  if (file.size > ATTACHMENT_BYTES_MAX) {
    return err({ slug: "body-too-large", detail: `A picture may have at most ${ATTACHMENT_BYTES_MAX} bytes.` });
  }
  const sent = new Uint8Array(await file.arrayBuffer());
  return await attachPicture(depsOf(c), staff, { caseId: caseIdOf(c), caption: words.data, sent });
}

async function removeFromForm({ c, staff, form }: FormCall): Promise<Result<unknown, Problem>> {
  const reason = textField(form, "reason") ?? "";
  return await removePicture(depsOf(c), staff, {
    caseId: caseIdOf(c),
    attachmentId: c.req.param("attachmentId") ?? "",
    reason,
  });
}

async function traceFromForm({ c, staff, form }: FormCall): Promise<Result<unknown, Problem>> {
  const body = clueBody.safeParse({ kind: textField(form, "kind"), value: textField(form, "value") });
  return body.success
    ? await traceClue({ ...depsOf(c), purchases: purchaseSource(c) }, staff, { caseId: caseIdOf(c), clue: body.data })
    : err(NOT_OUR_FORM);
}

async function identifyFromForm({ c, staff, form }: FormCall): Promise<Result<unknown, Problem>> {
  const body = identityBody.safeParse(sellerOf(form));
  return body.success
    ? await identifySeller(depsOf(c), staff, { caseId: caseIdOf(c), seller: body.data })
    : err(NOT_OUR_FORM);
}

async function unlinkFromForm({ c, staff, form }: FormCall): Promise<Result<unknown, Problem>> {
  const [decisionId, kind] = [textField(form, "decisionId"), textField(form, "kind")];
  const link = decisionId === undefined ? kind !== undefined && { kind } : { decisionId };
  if (!link) return err(NOT_OUR_FORM);
  return await unlink(depsOf(c), staff, { caseId: caseIdOf(c), link, reason: textField(form, "reason") ?? "" });
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

function toFile({ c }: FormCall): string {
  return caseFileHref(caseIdOf(c));
}

function caseIdOf(c: HttpContext): string {
  return c.req.param("caseId") ?? "";
}
