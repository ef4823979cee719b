import { err, ok, type Result } from "../../domain/result.ts";
import type { AllowTokenClaims } from "../../domain/tokens/allow-token.ts";
import { utf8 } from "../../domain/utf8.ts";
import { sha256Hex } from "../../platform/sha256.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { verifyAllowToken } from "../../platform/tokens/tokens.ts";
import type { Deps } from "../deps.ts";
import { callSale } from "../sale-call.ts";

/** Why a token is not verified, in Turnstile's words. */
export type RefusedToken = "invalid-input-response" | "internal-error" | "timeout-or-duplicate";

/** Verifies an allow token of a shop, once. It neither sells the hold nor stands in the way of redeeming. */
export async function verifyOnce(
  deps: Deps,
  shop: string,
  { token, idempotencyKey }: { readonly token: string; readonly idempotencyKey: string | undefined },
): Promise<Result<AllowTokenClaims, RefusedToken>> {
  const claims = await verifyAllowToken(await tokenKeysOf(deps.config), token, shop);
  if (claims === undefined) return err("invalid-input-response");
  const key = idempotencyKey === undefined ? undefined : await hashed(idempotencyKey, token);
  const verified = await callSale(deps, claims.sale, (sale) =>
    sale.verifyToken({ shop, holdId: claims.jti, idempotencyKey: key }),
  );
  if (!verified.ok) return err("internal-error");
  return verified.value.kind === "verified" ? ok(claims) : err("timeout-or-duplicate");
}

/** The key as a sale may keep it: shops put orders and mailboxes into keys, and no table holds the token's signature. */
async function hashed(key: string, token: string): Promise<string> {
  return await sha256Hex(utf8(`${token} ${key}`));
}
