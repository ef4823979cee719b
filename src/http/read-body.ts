import type * as z from "zod";
import type { Json } from "../domain/canonical-json.ts";
import { BODY_BYTES_MAX } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { jsonPointer, parseJson } from "../wire/json.ts";
import type { Problem } from "../wire/problem.ts";
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
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    return err({ slug: "media-type-unsupported", detail: "Send the body with Content-Type: application/json." });
  }
  const text = await readText(c.req.raw, bytesMax);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (!json.ok) return err(invalid([json.error]));
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return err(invalid(parsed.error.issues.flatMap(describeIssue)));
  return ok({ value: parsed.data, json: json.value });
}

/** The body as text: 413 as soon as it is longer than it may be, 400 where it is not UTF-8. */
export async function readText(request: Request, bytesMax = BODY_BYTES_MAX): Promise<Result<string, Problem>> {
  const bytes = await readBytes(request, bytesMax);
  if (!bytes.ok) return bytes;
  try {
    return ok(UTF_8.decode(bytes.value));
  } catch {
    return err(UNREADABLE);
  }
}

/** The body as it came: 413 as soon as it is longer than it may be. */
export async function readBytes(request: Request, bytesMax: number): Promise<Result<Uint8Array<ArrayBuffer>, Problem>> {
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > bytesMax) return err(tooLarge(bytesMax));
  try {
    // HTTP ends a body at its declared length, and in one piece it is read in a fraction of the time.
    const bytes = declared === null ? await readChunks(request, bytesMax) : new Uint8Array(await request.arrayBuffer());
    return bytes === undefined || bytes.byteLength > bytesMax ? err(tooLarge(bytesMax)) : ok(bytes);
  } catch {
    return err(UNREADABLE);
  }
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

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

/** A 400 that names every place which is wrong. */
export function invalid(errors: readonly { readonly pointer: string; readonly detail: string }[]): Problem {
  const [first] = errors;
  const detail = first === undefined ? "The request is not valid." : `${first.pointer || "The body"}: ${first.detail}.`;
  return {
    slug: "request-invalid",
    detail: errors.length > 1 ? `${detail} ${errors.length - 1} more below.` : detail,
    errors,
  };
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
