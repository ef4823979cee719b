import { idempotencyOf } from "../app/kept-call.ts";
import type { RepeatedCall } from "../app/record-outcomes.ts";
import type { Json } from "../domain/canonical-json.ts";
import { assert, ok, type Result } from "../domain/result.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { idempotencyKey, repeatable } from "./idempotency.ts";
import { textField } from "./text-field.ts";

/**
 * The same of a form of our pages, which carries a key of its own as `pressKey`: a button that is pressed twice does one thing.
 * @returns undefined where the form carries none that a page of ours gave
 */
export function repeatedPress(
  c: HttpContext,
  { source, form }: { readonly source: string; readonly form: FormData },
): RepeatedCall | undefined {
  const key = textField(form, "pressKey");
  return key !== undefined && /^[0-9a-f-]{36}$/.test(key) ? callUnder(c, { source, key, body: null }) : undefined;
}

/** Keyed hashes by which a repeat of a call is known that is kept in the database; 400 without an `Idempotency-Key`. */
export function repeatedCall(
  c: HttpContext,
  { source, body }: { readonly source: string; readonly body: Json },
): Result<RepeatedCall, Problem> {
  const key = idempotencyKey(c);
  return key.ok ? ok(callUnder(c, { source, key: key.value, body })) : key;
}

/** The same of what is done once under a key of ours. */
export function callUnder(
  c: HttpContext,
  { source, key, body }: { readonly source: string; readonly key: string; readonly body: Json },
): RepeatedCall {
  const [pepper] = c.get("config").peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const { scope, fingerprint } = idempotencyOf(repeatable(c, { caller: source, key, body }), pepper);
  return { call: scope, fingerprint };
}
