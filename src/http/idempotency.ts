import { canonicalJson, type Json } from "../domain/canonical-json.ts";
import { OWN_SPACES, type Pepper, pseudonymsFor } from "../domain/identity/pseudonym.ts";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { Idempotency } from "../domain/sale/commands/once.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

/** The `Idempotency-Key` of a call that changes something. */
export function idempotencyKey(c: HttpContext): Result<string, Problem> {
  const key = c.req.header("idempotency-key");
  if (key === undefined || key === "" || key.length > IDEMPOTENCY_KEY_LENGTH_MAX) {
    return err({
      slug: "idempotency-key-missing",
      detail: `Send Idempotency-Key: a fresh value per request, 1 to ${IDEMPOTENCY_KEY_LENGTH_MAX} characters, and the same one when you repeat it.`,
    });
  }
  return ok(key);
}

/**
 * What identifies a call for repeats: keyed hashes of who calls what under which key, and of the whole request.
 * The key is in both: without it nobody who has a fingerprint can try bodies.
 * @param call.caller the shop, and for a browser its account as well, so that nobody can ask for another's reply
 * @param pepper the sale's own, so that no change of keys makes an old call look new
 */
export function idempotencyOf(
  c: HttpContext,
  call: { readonly caller: string; readonly key: string; readonly body: Json },
  pepper: Pepper,
): Idempotency {
  const { method, path } = c.req;
  const hash = pseudonymsFor(OWN_SPACES.calls, pepper);
  return {
    scope: hash("call", canonicalJson([call.caller, method, path, call.key])),
    fingerprint: hash("call", canonicalJson([method, path, call.key, call.body])),
    pepperEpoch: pepper.epoch,
  };
}
