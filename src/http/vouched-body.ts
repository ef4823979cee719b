import type * as z from "zod";
import type { Json } from "../domain/canonical-json.ts";
import type { Account } from "../domain/checkout.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import { verifyAccountToken } from "../platform/tokens/account-token.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";
import { readBody } from "./read-body.ts";

/** A body from a browser, and the shop that vouches for its account. */
export type VouchedBody<Body> = {
  readonly shop: string;
  readonly account: Account;
  readonly order: Omit<Body, "accountToken">;
  readonly json: Json;
};

const UNPROVED: Problem = {
  slug: "unauthorized",
  detail: "Send Authorization: Bearer <shop key> from a shop's backend, or an accountToken of the shop from a browser.",
};

/** Reads what a browser sends, which proves itself by an `accountToken` of its shop. */
export async function readVouched<Body extends { readonly accountToken: string }>(
  c: HttpContext,
  schema: z.ZodType<Body>,
): Promise<Result<VouchedBody<Body>, Problem>> {
  const body = await readBody(c, schema);
  if (!body.ok) return missingAccount(body.error);
  const { accountToken, ...order } = body.value.value;
  const vouched = await verifyAccountToken(c.get("config"), accountToken, Date.now());
  return vouched === undefined
    ? err(UNPROVED)
    : ok({ ...vouched, order, json: vouchedJson(body.value.json, vouched.account.id) });
}

/**
 * The request as its repeat is known by: the account in place of the token that vouches for it, which a page renews every few
 * minutes. Whoever lost the answer gets it again.
 */
function vouchedJson(json: Json, account: string): Json {
  assert(
    typeof json === "object" && json !== null && !Array.isArray(json),
    "a body that its schema accepted is an object",
  );
  return { ...json, accountToken: account };
}

/** Without a shop key the one thing that a caller must not forget is its account token. */
function missingAccount(problem: Problem): Result<never, Problem> {
  const lacksToken = problem.errors?.some(({ pointer }) => pointer === "/accountToken") ?? false;
  return err(lacksToken ? UNPROVED : problem);
}
