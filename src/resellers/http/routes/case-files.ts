import { BRAND_ROLES, CASE_READERS } from "../../../app/roles.ts";
import { ATTACHMENT_BYTES_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { readBody, readBytes } from "../../../http/read-body.ts";
import { problemResponse, resultResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import { invalid, type Problem } from "../../../wire/problem.ts";
import { attachPicture, removePicture } from "../../app/case-pictures.ts";
import { draftForCase, makeEvidencePack } from "../../app/evidence-pack.ts";
import { renderEvidencePack } from "../../console/pages/evidence-pack.tsx";
import { IMAGE_TYPE, IMAGE_TYPES } from "../../domain/evidence-pack/image.ts";
import { caseAttachments, findPicture } from "../../store/case-attachments.ts";
import { findCase, type StoredCase } from "../../store/case-store.ts";
import { caseProblem, removalBody } from "../../wire/case.ts";
import {
  attachment,
  attachmentsAnswer,
  attachmentView,
  caption,
  noticeAnswer,
  packBody,
  removalAnswer,
} from "../../wire/case-file.ts";
import { packResponse, pictureResponse } from "../evidence-response.ts";

export const attachPictureRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/attachments",
  operationId: "attachPicture",
  summary: "Attach a screenshot to a case",
  description:
    "The body is the picture, a PNG: of other formats nobody can tell what hides among their coded pixels. It is recognised by its bytes; what is no pixel (who made it, where, with what) is taken out before it is kept, and the history of the case keeps both hashes.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  query: [{ name: "caption", description: "What it shows, and where it was seen.", required: true }],
  bodyTypes: [IMAGE_TYPE],
  answer: attachment,
  bodyBytesMax: ATTACHMENT_BYTES_MAX,
  problems: [
    "case-unknown",
    "case-file-full",
    "request-invalid",
    "body-too-large",
    "media-type-unsupported",
    "overloaded",
  ],
  handle: async (call) => resultResponse(call.c, await attach(call)),
};

export const listAttachmentsRoute: Route = {
  method: "get",
  path: "/v1/cases/{caseId}/attachments",
  operationId: "listAttachments",
  summary: "The pictures of a case, without their bytes",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: attachmentsAnswer,
  problems: ["case-unknown"],
  handle: async (call) => resultResponse(call.c, await list(call)),
};

export const getAttachmentRoute: Route = {
  method: "get",
  path: "/v1/cases/{caseId}/attachments/{attachmentId}",
  operationId: "getAttachment",
  summary: "One picture of a case",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answerTypes: IMAGE_TYPES,
  problems: ["attachment-unknown"],
  handle: showPicture,
};

export const removeAttachmentRoute: Route = {
  method: "delete",
  path: "/v1/cases/{caseId}/attachments/{attachmentId}",
  operationId: "removeAttachment",
  summary: "Delete a picture of a case for good, with a reason",
  description: "Its hash and the reason stay in the history of the case.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: removalBody,
  answer: removalAnswer,
  problems: ["attachment-unknown", "overloaded"],
  handle: async (call) => resultResponse(call.c, await remove(call)),
};

export const draftNoticeRoute: Route = {
  method: "get",
  path: "/v1/cases/{caseId}/notice",
  operationId: "draftNotice",
  summary: "The draft of a notice about a case, in the brand's words",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  answer: noticeAnswer,
  problems: ["case-unknown"],
  handle: async (call) => resultResponse(call.c, await draft(call)),
};

export const makeEvidencePackRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/evidence-pack",
  operationId: "makeEvidencePack",
  summary: "The evidence about a case as one signed archive",
  description:
    "A page to print, JSON, the reports, the prices, the pictures, the notice and the history; `manifest.json` is a JWS with `typ` evidence-pack+jwt over the hash of each file. `npm run resellers -- verify-evidence` verifies it. Nothing in it tells of a buyer.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: packBody,
  answerTypes: ["application/zip"],
  problems: ["case-unknown", "overloaded"],
  handle: exportPack,
};

async function attach({ c, staff }: StaffCall): Promise<Result<unknown, Problem>> {
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== IMAGE_TYPE) {
    return err({ slug: "media-type-unsupported", detail: `Send ${IMAGE_TYPE}.` });
  }
  const words = caption.safeParse(c.req.query("caption"));
  if (!words.success)
    return err(invalid([{ pointer: "/caption", detail: "must say what the picture shows, in short" }]));
  const sent = await readBytes(c.req.raw, ATTACHMENT_BYTES_MAX);
  if (!sent.ok) return sent;
  const caseId = c.req.param("caseId") ?? "";
  const kept = await attachPicture(depsOf(c), staff, { caseId, caption: words.data, sent: sent.value });
  return kept.ok ? ok(attachmentView(kept.value)) : kept;
}

async function list({ c }: StaffCall): Promise<Result<unknown, Problem>> {
  const read = await readCase(c);
  if (!read.ok) return read;
  const attachments = await caseAttachments(c.env.DB, read.value.caseId);
  return ok({ attachments: attachments.map(attachmentView) });
}

async function showPicture({ c }: StaffCall): Promise<Response> {
  const picture = await findPicture(c.env.DB, c.req.param("caseId") ?? "", c.req.param("attachmentId") ?? "");
  if (picture !== undefined) return pictureResponse(picture);
  return problemResponse(c, { slug: "attachment-unknown", detail: "The case has no picture of this id." });
}

async function remove({ c, staff }: StaffCall): Promise<Result<unknown, Problem>> {
  const body = await readBody(c, removalBody);
  if (!body.ok) return body;
  const attachmentId = c.req.param("attachmentId") ?? "";
  const { reason } = body.value.value;
  const removed = await removePicture(depsOf(c), staff, {
    caseId: c.req.param("caseId") ?? "",
    attachmentId,
    reason,
  });
  return removed.ok ? ok({ removed: attachmentId }) : removed;
}

async function draft({ c, staff }: StaffCall): Promise<Result<unknown, Problem>> {
  const read = await readCase(c);
  return read.ok ? ok({ text: await draftForCase(depsOf(c), staff, read.value) }) : read;
}

async function exportPack({ c, staff }: StaffCall): Promise<Response> {
  const body = await readBody(c, packBody);
  if (!body.ok) return problemResponse(c, body.error);
  const caseId = c.req.param("caseId") ?? "";
  const pack = await makeEvidencePack(depsOf(c), staff, {
    caseId,
    notice: body.value.value.notice,
    renderPage: renderEvidencePack,
  });
  return pack.ok ? packResponse(pack.value) : problemResponse(c, pack.error);
}

async function readCase(c: HttpContext): Promise<Result<StoredCase, Problem>> {
  const stored = await findCase(c.env.DB, c.req.param("caseId") ?? "");
  return stored === undefined ? err(caseProblem({ kind: "case-unknown" })) : ok(stored);
}
