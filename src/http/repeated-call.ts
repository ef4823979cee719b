import { idempotencyOf } from "../app/kept-call.ts";
import type { RepeatedCall } from "../app/record-outcomes.ts";
import type { Json } from "../domain/canonical-json.ts";
import { assert, ok, type Result } from "../domain/result.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { idempotencyKey, repeatable } from "./idempotency.ts";

/** Keyed hashes by which a repeat of a call is known that is kept in the database; 400 without an `Idempotency-Key`. */
export function repeatedCall(
  c: HttpContext,
  { source, body }: { readonly source: string; readonly body: Json },
): Result<RepeatedCall, Problem> {
  const key = idempotencyKey(c);
  if (!key.ok) return key;
  const [pepper] = c.get("config").peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const { scope, fingerprint } = idempotencyOf(repeatable(c, { caller: source, key: key.value, body }), pepper);
  return ok({ call: scope, fingerprint });
}
