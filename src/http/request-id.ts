import { newTokenId } from "../domain/ids.ts";
import { random } from "../platform/random.ts";

/** What the log, the caller's problem document and the header `X-Request-Id` call one request. */
export function newRequestId(): string {
  return `req_${newTokenId(Date.now(), random)}`;
}
