import type * as z from "zod";
import { PRIVATE_TOKEN_RECEIPT_TTL_MS } from "../../domain/limits.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { PRIVATE_TOKEN_AUDIENCE } from "../../domain/tokens/kinds.ts";
import type { PrivateTokenClaims } from "../../domain/tokens/private-token.ts";
import { verifyPrivateToken } from "../../platform/callers/private-token.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { signToken } from "../../platform/tokens/tokens.ts";
import type { privateTokenAnswer } from "../../wire/checkout.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { findPublicSale } from "../public-sale.ts";

/**
 * Takes a Private Access Token of a browser, and gives what a visit is begun with. A token may be shown again: the sale counts it once.
 * @returns 401 where none was brought that is genuine; the caller adds what is asked for
 */
export async function redeemPrivateToken(
  deps: Deps,
  { saleId, authorization }: { readonly saleId: string; readonly authorization: string | undefined },
): Promise<Result<z.infer<typeof privateTokenAnswer>, Problem>> {
  const { config, nowMs } = deps;
  if (config.privateTokenIssuers.size === 0) {
    return err({ slug: "not-found", detail: "This deployment knows no issuer of Private Access Tokens." });
  }
  const view = await findPublicSale(deps, saleId, nowMs);
  if (!view.ok) return view;
  const jti = authorization === undefined ? undefined : await verifyPrivateToken(config, saleId, authorization);
  if (jti === undefined) {
    return err({ slug: "unauthorized", detail: "A browser that has a token for this challenge sends it by itself." });
  }
  const expiresAtMs = nowMs + PRIVATE_TOKEN_RECEIPT_TTL_MS;
  const claims: PrivateTokenClaims = {
    aud: PRIVATE_TOKEN_AUDIENCE,
    sale: view.value.sale.saleId,
    jti,
    exp: Math.floor(expiresAtMs / 1000),
  };
  const keys = await tokenKeysOf(config);
  const payload = JSON.stringify(claims);
  const privateToken = await signToken(keys, { typ: "private-token+jwt", kid: keys.secretKid, payload });
  assert(privateToken !== undefined, "the signing secret is one of the configured ones");
  return ok({ privateToken, expiresAt: new Date(expiresAtMs).toISOString() });
}
