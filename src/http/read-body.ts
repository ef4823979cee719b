import type * as z from "zod";
import type { Json } from "../domain/canonical-json.ts";
import { BODY_BYTES_MAX, BODY_BYTES_PER_SECOND_MIN, BODY_WITHIN_MS } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import { jsonPointer, parseJson } from "../wire/json.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

/** A body that its schema accepted, and the same as plain JSON for the fingerprint of the request. */
export type ReadBody<T> = { readonly value: T; readonly json: Json };

/**
 * Reads a JSON body: media type, at most `bytesMax` bytes, strict JSON, then the schema with all problems at once.
 * Nothing above the limit is ever held in memory.
 */
export async function readBody<Schema extends z.ZodType>(
  c: HttpContext,
  schema: Schema,
  bytesMax = BODY_BYTES_MAX,
): Promise<Result<ReadBody<z.infer<Schema>>, Problem>> {
  if (mediaTypeOf(c) !== "application/json") {
    return err({ slug: "media-type-unsupported", detail: "Send the body with Content-Type: application/json." });
  }
  const text = await readText(c.req.raw, bytesMax);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (!json.ok) return err(invalid([json.error]));
  return checkBody(schema, json.value);
}

/** A body that is JSON already, or was made so, as its schema takes it. */
export function checkBody<Schema extends z.ZodType>(
  schema: Schema,
  json: Json,
): Result<ReadBody<z.infer<Schema>>, Problem> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return err(invalid(parsed.error.issues.flatMap(describeIssue)));
  return ok({ value: parsed.data, json });
}

/** The media type of a body in lower case, without its parameters. */
export function mediaTypeOf(c: HttpContext): string | undefined {
  return c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
}

/** The body as text, as `readBytes` reads it; 400 where it is not UTF-8. */
export async function readText(request: Request, bytesMax = BODY_BYTES_MAX): Promise<Result<string, Problem>> {
  const bytes = await readBytes(request, bytesMax);
  return bytes.ok ? textOf(bytes.value) : bytes;
}

/** Bytes as text; 400 where they are not UTF-8. */
export function textOf(bytes: BufferSource): Result<string, Problem> {
  try {
    return ok(UTF_8.decode(bytes));
  } catch {
    return err(UNREADABLE);
  }
}

/** The body as it came: 413 as soon as it is longer than it may be, 408 where it trickles in. */
export async function readBytes(request: Request, bytesMax: number): Promise<Result<Uint8Array<ArrayBuffer>, Problem>> {
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > bytesMax) return err(tooLarge(bytesMax));
  try {
    // HTTP ends a body at its declared length, and in one piece it is read in a fraction of the time.
    const read = await readWithin(declared === null ? readChunks(request, bytesMax) : readWhole(request), bytesMax);
    if (!read.ok) return read;
    const bytes = read.value;
    return bytes === undefined || bytes.byteLength > bytesMax ? err(tooLarge(bytesMax)) : ok(bytes);
  } catch {
    return err(UNREADABLE);
  }
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const TOO_SLOW: Problem = { slug: "body-too-slow", detail: "Send the body without waiting in between." };

/** Awaits a reading; 408 where a body of so many bytes should have been here long before. */
export async function readWithin<T>(reading: Promise<T>, bytesMax: number): Promise<Result<T, Problem>> {
  const withinMs = Math.max(BODY_WITHIN_MS, (bytesMax * 1000) / BODY_BYTES_PER_SECOND_MIN);
  return await withTimeout(reading.then(ok), withinMs, () => err(TOO_SLOW));
}

async function readWhole(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await request.arrayBuffer());
}

/** A body of unknown length; undefined as soon as it is too long, and the rest of it is left unread. */
async function readChunks({ body }: Request, bytesMax: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(bytesMax);
  let length = 0;
  for await (const chunk of body ?? []) {
    if (length + chunk.byteLength > bytesMax) return undefined;
    bytes.set(chunk, length);
    length += chunk.byteLength;
  }
  return bytes.subarray(0, length);
}

const UNREADABLE = invalid([{ pointer: "", detail: "is not UTF-8, or ended early" }]);

function tooLarge(bytesMax: number): Problem {
  return { slug: "body-too-large", detail: `The body may hold at most ${bytesMax} bytes.` };
}

function describeIssue(issue: z.core.$ZodIssue): { pointer: string; detail: string }[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: jsonPointer([...issue.path, key]),
      detail: "is not a field of this request",
    }));
  }
  const detail =
    issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("undefined")
      ? "is required"
      : issue.message;
  return [{ pointer: jsonPointer(issue.path), detail }];
}
