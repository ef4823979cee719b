import { compareBytes } from "../../domain/draw/bytes.ts";

/** A record was written before with other bytes: nothing may be published over it. */
export class RecordConflict extends Error {
  constructor(key: string) {
    super(`${key} stands there already with other bytes`);
  }
}

const NEVER_CHANGES = "public, max-age=31536000, immutable";
const NONE_THERE = { etagDoesNotMatch: "*" };

/**
 * Writes a record that never changes. Written again with the same bytes it stays as it is.
 * @throws RecordConflict where other bytes stand under the key
 */
export async function writeOnce(
  bucket: R2Bucket,
  key: string,
  content: string | Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const written = await bucket.put(key, bytes, { onlyIf: NONE_THERE, httpMetadata: metadataOf(contentType) });
  if (written !== null) return;
  const there = await bucket.get(key);
  const standing = there === null ? undefined : new Uint8Array(await there.arrayBuffer());
  if (standing === undefined || compareBytes(standing, bytes) !== 0) throw new RecordConflict(key);
}

/**
 * Writes a record whose bytes are made while it is written, so that it never has to fit into memory.
 * @param length of all parts together, in bytes
 */
export async function streamOnce(
  bucket: R2Bucket,
  key: string,
  {
    length,
    parts,
    contentType,
  }: { readonly length: number; readonly parts: Iterable<string>; readonly contentType: string },
): Promise<void> {
  const there = await bucket.head(key);
  if (there !== null) {
    if (there.size !== length) throw new RecordConflict(key);
    return;
  }
  const { readable, writable } = new FixedLengthStream(length);
  const written = bucket.put(key, readable, { onlyIf: NONE_THERE, httpMetadata: metadataOf(contentType) });
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  for (const part of parts) await writer.write(encoder.encode(part));
  await writer.close();
  await written;
}

/** A record in parts, each of them written when it is there: all but the last are of one size, of five megabytes or more. */
export type StartedRecord = { readonly key: string; readonly uploadId: string };

export async function startRecord(bucket: R2Bucket, key: string, contentType: string): Promise<StartedRecord> {
  const { uploadId } = await bucket.createMultipartUpload(key, { httpMetadata: metadataOf(contentType) });
  return { key, uploadId };
}

/** @param part counted from 0 @returns the part's etag */
export async function writePart(
  bucket: R2Bucket,
  { key, uploadId }: StartedRecord,
  part: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  return (await bucket.resumeMultipartUpload(key, uploadId).uploadPart(part + 1, bytes)).etag;
}

/**
 * Puts the parts of a record together. Done again, it finds the record there.
 * @throws RecordConflict where a record of another size stands under the key
 */
export async function finishRecord(
  bucket: R2Bucket,
  { key, uploadId }: StartedRecord,
  { etags, length }: { readonly etags: readonly string[]; readonly length: number },
): Promise<void> {
  const there = await bucket.head(key);
  if (there === null) {
    const parts = etags.map((etag, part) => ({ partNumber: part + 1, etag }));
    await bucket.resumeMultipartUpload(key, uploadId).complete(parts);
    return;
  }
  if (there.size !== length) throw new RecordConflict(key);
}

function metadataOf(contentType: string): R2HTTPMetadata {
  return { contentType, cacheControl: NEVER_CHANGES };
}
