import { LIST_JSON_BYTES_MAX, SCAN_BYTES_MAX, SCAN_HOSTS_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { HttpContext } from "../../http/env.ts";
import { readBody, readWithin } from "../../http/read-body.ts";
import type { Problem } from "../../wire/problem.ts";
import { HOST_LINE_CHARS_MAX } from "../domain/host/parse-host.ts";
import { scanBody } from "../wire/reseller.ts";

/** The hosts of a scan: the lines of a text, or the list of a JSON body. */
export async function readHosts(c: HttpContext): Promise<Result<readonly string[], Problem>> {
  const mediaType = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType === "text/plain") {
    const lines = await readWithin(readLines(c.req.raw.body ?? new ReadableStream()), SCAN_BYTES_MAX);
    return lines.ok ? lines.value : lines;
  }
  if (mediaType === "application/json") {
    const body = await readBody(c, scanBody, LIST_JSON_BYTES_MAX);
    return body.ok ? ok(body.value.value.hosts) : body;
  }
  return err({ slug: "media-type-unsupported", detail: "Send text/plain with one host a line, or application/json." });
}

/**
 * Reads lines as they arrive. Of a line that is too long no more is kept than shows that it is; bytes that are no UTF-8
 * become a letter that no host has, so that their line alone is refused.
 */
async function readLines(body: ReadableStream<Uint8Array>): Promise<Result<readonly string[], Problem>> {
  const decoder = new TextDecoder();
  const lines: string[] = [];
  let open = "";
  let bytes = 0;
  const take = (text: string) => {
    for (const [at, part] of text.split("\n").entries()) {
      if (at > 0) {
        lines.push(open);
        open = "";
      }
      open = (open + part).slice(0, HOST_LINE_CHARS_MAX + 1);
    }
  };
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      take(decoder.decode(chunk, { stream: true }));
      if (bytes > SCAN_BYTES_MAX || lines.length > SCAN_HOSTS_MAX) return err(TOO_LARGE);
    }
  } catch {
    return err({ slug: "request-invalid", detail: "The body ended early." });
  }
  take(decoder.decode());
  if (open !== "") lines.push(open);
  return lines.length > SCAN_HOSTS_MAX ? err(TOO_LARGE) : ok(lines);
}

const TOO_LARGE: Problem = {
  slug: "body-too-large",
  detail: `One call takes at most ${SCAN_HOSTS_MAX} hosts in ${SCAN_BYTES_MAX} bytes. Send the rest in another call.`,
};
