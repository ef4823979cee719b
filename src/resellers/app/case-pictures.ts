import { newTokenId } from "../../domain/ids.ts";
import { CASE_ATTACHMENTS_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { sha256Hex } from "../../platform/sha256.ts";
import type { Problem } from "../../wire/problem.ts";
import { reasonRefusal } from "../domain/case/apply-command.ts";
import { cleanImage } from "../domain/evidence-pack/clean-image.ts";
import type { Attachment } from "../domain/evidence-pack/pack-contents.ts";
import { dropAttachment, keepAttachment } from "../store/case-attachments.ts";
import { findCase } from "../store/case-store.ts";
import { caseProblem } from "../wire/case.ts";
import { imageProblem } from "../wire/case-file.ts";
import { noteInFile } from "./case-file-note.ts";
import { pixelsProblem } from "./check-pixels.ts";
import type { ResellerDeps } from "./deps.ts";

/**
 * Attaches a picture to a case. Kept is what the picture shows and nothing else; both hashes, of what was sent and of what
 * is kept, go into the history of the case.
 */
export async function attachPicture(
  deps: ResellerDeps,
  staff: StaffMember,
  {
    caseId,
    caption,
    sent,
  }: { readonly caseId: string; readonly caption: string; readonly sent: Uint8Array<ArrayBuffer> },
): Promise<Result<Attachment, Problem>> {
  const image = cleanImage(sent);
  if (!image.ok) return err(imageProblem(image.error));
  const problem = await pixelsProblem(image.value);
  if (problem !== undefined) return err(imageProblem(problem));
  if ((await findCase(deps.db, caseId)) === undefined) return err(caseProblem({ kind: "case-unknown" }));
  const { type, widthPixels, heightPixels, bytes: picture } = image.value;
  const addedAtMs = deps.nowMs;
  const attachment: Attachment = {
    attachmentId: `att_${newTokenId(addedAtMs, deps.random)}`,
    mediaType: type,
    widthPixels,
    heightPixels,
    bytes: picture.length,
    sha256: await sha256Hex(picture),
    uploadedSha256: await sha256Hex(sent),
    caption,
    addedAtMs,
    addedBy: staff.email,
  };
  if (!(await keepAttachment(deps.db, caseId, { attachment, picture }))) {
    const detail = `A case holds at most ${CASE_ATTACHMENTS_MAX} pictures. Take one out first.`;
    return err({ slug: "case-file-full", detail });
  }
  const { attachmentId, mediaType, bytes, sha256, uploadedSha256 } = attachment;
  const entry = { kind: "attached", attachmentId, mediaType, bytes, sha256, uploadedSha256, caption } as const;
  const noted = await noteInFile(deps, staff, caseId, entry);
  if (noted.ok) return ok(attachment);
  // What the history does not know of is not part of the case.
  await dropAttachment(deps.db, caseId, attachmentId);
  return noted;
}

/** Deletes a picture for good, as where it shows somebody who has nothing to do with the case. Its hash stays in the history. */
export async function removePicture(
  deps: ResellerDeps,
  staff: StaffMember,
  { caseId, attachmentId, reason }: { readonly caseId: string; readonly attachmentId: string; readonly reason: string },
): Promise<Result<undefined, Problem>> {
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return err(caseProblem(refused));
  if (!(await dropAttachment(deps.db, caseId, attachmentId))) {
    return err({ slug: "attachment-unknown", detail: "The case has no picture of this id." });
  }
  const noted = await noteInFile(deps, staff, caseId, { kind: "removed", attachmentId, reason: reason.trim() });
  return noted.ok ? ok(undefined) : noted;
}
