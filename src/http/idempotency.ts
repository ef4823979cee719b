import type { RepeatableCall } from "../app/kept-call.ts";
import type { Json } from "../domain/canonical-json.ts";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "../domain/limits.ts";
import { err, ok, type Result } from "../domain/result.ts";
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

/** This request as its repeat is known by. */
export function repeatable(
  c: HttpContext,
  call: { readonly caller: string; readonly key: string; readonly body: Json },
): RepeatableCall {
  return { ...call, method: c.req.method, path: c.req.path };
}
