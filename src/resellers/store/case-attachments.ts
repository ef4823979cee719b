import { base64url } from "jose";
import { CASE_ATTACHMENTS_MAX } from "../../domain/limits.ts";
import type { ImageType } from "../domain/evidence-pack/image.ts";
import type { Attachment } from "../domain/evidence-pack/pack-contents.ts";

const COLUMNS = `attachment_id AS attachmentId, media_type AS mediaType, width_pixels AS widthPixels,
  height_pixels AS heightPixels, bytes, sha256, uploaded_sha256 AS uploadedSha256, caption, added_at_ms AS addedAtMs,
  added_by AS addedBy`;

/** Keeps a picture with a case. @returns false where the case holds as many as it may */
export async function keepAttachment(
  db: D1Database,
  caseId: string,
  { attachment, picture }: { readonly attachment: Attachment; readonly picture: Uint8Array },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO case_attachment (attachment_id, case_id, media_type, width_pixels, height_pixels, bytes, sha256,
         uploaded_sha256, caption, added_at_ms, added_by, picture)
       SELECT ?1 ->> 'attachmentId', ?2, ?1 ->> 'mediaType', ?1 ->> 'widthPixels', ?1 ->> 'heightPixels', ?1 ->> 'bytes',
         ?1 ->> 'sha256', ?1 ->> 'uploadedSha256', ?1 ->> 'caption', ?1 ->> 'addedAtMs', ?1 ->> 'addedBy', ?3
       WHERE (SELECT COUNT(*) FROM case_attachment WHERE case_id = ?2) < ${CASE_ATTACHMENTS_MAX}`,
    )
    .bind(JSON.stringify(attachment), caseId, base64url.encode(picture))
    .run();
  return meta.changes === 1;
}

/** The pictures of a case without their bytes, in the order in which they came. */
export async function caseAttachments(db: D1Database, caseId: string): Promise<Attachment[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM case_attachment WHERE case_id = ? ORDER BY added_at_ms, attachment_id`)
    .bind(caseId)
    .all<Attachment>();
  return results;
}

/** One picture of a case; undefined where the case has none of this id. */
export async function findPicture(
  db: D1Database,
  caseId: string,
  attachmentId: string,
): Promise<{ readonly mediaType: ImageType; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const row = await db
    .prepare("SELECT media_type AS mediaType, picture FROM case_attachment WHERE case_id = ? AND attachment_id = ?")
    .bind(caseId, attachmentId)
    .first<{ mediaType: ImageType; picture: string }>();
  return row === null ? undefined : { mediaType: row.mediaType, bytes: Uint8Array.from(base64url.decode(row.picture)) };
}

/** Deletes a picture for good. @returns false where there is none */
export async function dropAttachment(db: D1Database, caseId: string, attachmentId: string): Promise<boolean> {
  const { meta } = await db
    .prepare("DELETE FROM case_attachment WHERE case_id = ? AND attachment_id = ?")
    .bind(caseId, attachmentId)
    .run();
  return meta.changes === 1;
}
