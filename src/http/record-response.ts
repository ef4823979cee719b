import { depsOf } from "./deps.ts";
import type { HttpContext } from "./env.ts";
import { problemResponse } from "./respond.ts";

/** One range of bytes. Of several, and of other units, the whole is given, as RFC 9110 lets a server do. */
const ONE_RANGE = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/;
/** The path may name another record a second later; the record under its ETag never changes. */
const CACHE_CONTROL = "public, max-age=1";

/**
 * A published record, or the range of it that is asked for.
 * @returns undefined where there is none
 * @see RFC 9110, sections 13.1.2, 13.1.5 and 14
 */
export async function recordResponse(c: HttpContext, key: string): Promise<Response | undefined> {
  const { records } = depsOf(c);
  const head = await records.head(key);
  if (head === null) return undefined;
  const { size, httpEtag } = head;
  const headers = new Headers();
  head.writeHttpMetadata(headers);
  headers.set("Cache-Control", CACHE_CONTROL);
  headers.set("ETag", httpEtag);
  headers.set("Accept-Ranges", "bytes");
  if (isKnown(c.req.header("if-none-match"), httpEtag)) return new Response(null, { status: 304, headers });
  const ifRange = c.req.header("if-range");
  const range = ifRange === undefined || ifRange === httpEtag ? rangeOf(c.req.header("range"), size) : undefined;
  if (range === "not satisfiable") {
    const response = problemResponse(c, {
      slug: "range-not-satisfiable",
      detail: `There are ${size} bytes.`,
    });
    response.headers.set("Content-Range", `bytes */${size}`);
    return response;
  }
  const object = await records.get(key, range === undefined ? {} : { range });
  if (object === null) return undefined;
  headers.set("Content-Length", String(range?.length ?? size));
  if (range === undefined) return new Response(object.body, { headers });
  headers.set("Content-Range", `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`);
  return new Response(object.body, { status: 206, headers });
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(",").map((each) => each.trim().replace(/^W\//, "")) ?? [];
  return known.includes(etag) || known.includes("*");
}

type ByteRange = { readonly offset: number; readonly length: number };

function rangeOf(header: string | undefined, size: number): ByteRange | "not satisfiable" | undefined {
  const match = ONE_RANGE.exec(header ?? "");
  if (match === null) return undefined;
  const [, first, last, suffix] = match;
  if (suffix !== undefined) {
    const length = Math.min(size, Number(suffix));
    return length === 0 ? "not satisfiable" : { offset: size - length, length };
  }
  const [offset, end] = [Number(first), last === "" ? size - 1 : Math.min(size - 1, Number(last))];
  if (last !== "" && Number(last) < offset) return undefined;
  return offset >= size ? "not satisfiable" : { offset, length: end - offset + 1 };
}
