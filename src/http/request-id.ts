import { newTokenId } from "../domain/ids.ts";

/** Letters of a ULID that are drawn. */
const DRAWN_LETTERS = 16;

/**
 * What the log, the caller's problem document and the header `X-Request-Id` call one request. Refusals need one each as well, so
 * its letters are drawn in one call of the runtime.
 */
export function newRequestId(): string {
  const drawn = crypto.getRandomValues(new Uint32Array(DRAWN_LETTERS)).values();
  return `req_${newTokenId(Date.now(), () => (drawn.next().value ?? 0) / 2 ** 32)}`;
}
