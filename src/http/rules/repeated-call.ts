import type { Json } from "../../domain/canonical-json.ts";
import { assert, err } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyOf } from "../idempotency.ts";

type KeyedCall = { readonly source: string; readonly key: string; readonly body: Json };

/** Keyed hashes by which a repeat of a call is known that is kept in the database. */
export function repeatedCall(c: HttpContext, { source, key, body }: KeyedCall) {
  const [pepper] = c.get("config").peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const { scope, fingerprint } = idempotencyOf(c, { caller: source, key, body }, pepper);
  return { call: scope, fingerprint };
}

/** The same key with another body: what was said first stays. */
export const KEY_REUSED = err<Problem>({
  slug: "idempotency-key-reused",
  detail: "This Idempotency-Key belongs to a different request. Use a new key for a new request.",
});
