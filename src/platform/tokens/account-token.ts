import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import * as z from "zod";
import type { Config } from "../../config.ts";
import { type Account, account } from "../../domain/checkout.ts";
import { ACCOUNT_TOKEN_TTL_SECONDS_MAX } from "../../domain/limits.ts";

/** What a shop asserts of its logged-in customer. */
const accountClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: account.shape.id,
  exp: z.int(),
  ...account.omit({ id: true }).shape,
});

/**
 * Verifies the token with which a shop vouches for the customer of a browser: signed by one of the shop's registered keys,
 * for this service, good for ten minutes at most.
 * @returns the shop and the account, or undefined for everything else
 */
export async function verifyAccountToken(
  config: Config,
  text: string,
  nowMs: number,
): Promise<{ readonly shop: string; readonly account: Account } | undefined> {
  const shopId = claimedIssuer(text);
  const shop = shopId === undefined ? undefined : config.shops.get(shopId);
  if (shopId === undefined || shop === undefined || shop.accountKeys.length === 0) return undefined;
  try {
    const { payload } = await jwtVerify(text, createLocalJWKSet({ keys: shop.accountKeys }), {
      algorithms: ["EdDSA", "ES256"],
      issuer: shopId,
      audience: config.issuer,
      currentDate: new Date(nowMs),
      requiredClaims: ["sub", "exp"],
    });
    const claims = accountClaims.safeParse(payload);
    if (!claims.success || claims.data.exp * 1000 > nowMs + ACCOUNT_TOKEN_TTL_SECONDS_MAX * 1000) return undefined;
    const { sub, createdAt, email, phone, verified } = claims.data;
    return { shop: shopId, account: { id: sub, createdAt, email, phone, verified } };
  } catch {
    return undefined;
  }
}

/** Whose keys to try; nothing is believed of it until the signature is verified with them. */
function claimedIssuer(text: string): string | undefined {
  try {
    return decodeJwt(text).iss;
  } catch {
    return undefined;
  }
}
