import type { Result } from "../domain/result.ts";
import type { Replied } from "../domain/sale/commands/once.ts";
import type { Reply } from "../domain/sale/reply.ts";
import { utf8 } from "../domain/utf8.ts";
import { log } from "../platform/log.ts";
import { type TokenKeys, tokenKeysOf } from "../platform/tokens/token-keys.ts";
import { signToken } from "../platform/tokens/tokens.ts";
import { PROBLEMS, type Problem, problemDocument } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

export const NO_STORE = { "Cache-Control": "no-store" };

/** The problem document of this request (RFC 9457). */
export function problemResponse(c: HttpContext, problem: Problem): Response {
  return problemDocumentResponse(problem, c.get("config").issuer, c.get("requestId"));
}

/** The same for a request that no route has seen. */
export function problemDocumentResponse(problem: Problem, issuer: string, requestId: string): Response {
  const { status } = PROBLEMS[problem.slug];
  const retryAfter = problem.retryAfterSeconds;
  return new Response(JSON.stringify(problemDocument(problem, issuer, requestId)), {
    status,
    headers: {
      ...NO_STORE,
      "Content-Type": "application/problem+json",
      ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
      ...(status === 401 ? { "WWW-Authenticate": "Bearer" } : {}),
    },
  });
}

/** An answer computed for this request. */
export function jsonResponse(body: unknown, headers: { readonly [name: string]: string } = NO_STORE): Response {
  return new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json", ...headers } });
}

/**
 * An answer that is made while the caller reads it. Its first part is made before the answer begins: what fails until then is
 * told with a status, and what fails later can only break off.
 * @throws what the first part throws
 */
export async function streamResponse(
  parts: AsyncIterator<string>,
  headers: { readonly [name: string]: string },
): Promise<Response> {
  let next = await parts.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (next.done === true) return controller.close();
      controller.enqueue(utf8(next.value));
      next = await parts.next();
    },
  });
  return new Response(body, { headers: { ...NO_STORE, ...headers } });
}

/** What came of a call, or the problem that it met. */
export function resultResponse(c: HttpContext, result: Result<unknown, Problem>): Response {
  return result.ok ? jsonResponse(result.value) : problemResponse(c, result.error);
}

/** The reply that a sale keeps of a call, or the problem that kept the sale from it. */
export async function keptResponse(c: HttpContext, replied: Result<Replied, Problem>): Promise<Response> {
  return replied.ok ? await replyResponse(c, replied.value) : problemResponse(c, replied.error);
}

/** A reply that its sale keeps: the same bytes for every repeat, with the tokens signed into their holes. */
async function replyResponse(c: HttpContext, { reply, replayed }: Replied): Promise<Response> {
  const text = await fillIn(await tokenKeysOf(c.get("config")), reply);
  if (text === undefined) {
    log("request-failed", { requestId: c.get("requestId"), detail: "a reply names a signing key that is not here" });
    return problemResponse(c, {
      slug: "idempotent-reply-withdrawn",
      detail: "The key that signed this reply was withdrawn. Use a new Idempotency-Key for a new request.",
    });
  }
  return new Response(text, {
    status: reply.status,
    headers: {
      ...NO_STORE,
      "Content-Type": reply.status < 400 ? "application/json" : "application/problem+json",
      ...(replayed ? { "Idempotent-Replayed": "true" } : {}),
    },
  });
}

async function fillIn(keys: TokenKeys, { body }: Reply): Promise<string | undefined> {
  let text = "";
  for (const part of body) {
    const piece = typeof part === "string" ? part : await signToken(keys, part);
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}
