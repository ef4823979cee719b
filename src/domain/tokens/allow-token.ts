import * as z from "zod";
import type { Hold } from "../stock/stock.ts";

/** Claims of an allow token: the right to buy what one hold keeps, for one shop, until the hold ends. */
export const allowTokenClaims = z.strictObject({
  iss: z.string(),
  /** The shop; one string, never a list. */
  aud: z.string(),
  /** Pseudonym of the account. */
  sub: z.string(),
  /** The identity of the token is that of its hold: whatever its spelling, it is redeemed once. */
  jti: z.string(),
  iat: z.int().nonnegative(),
  nbf: z.int().nonnegative(),
  exp: z.int().nonnegative(),
  sale: z.string(),
  sku: z.string(),
  qty: z.int().positive(),
  hold: z.string(),
  dec: z.string(),
  pol: z.string(),
  partner: z.string().optional(),
  invite: z.string().optional(),
  registration: z.string().optional(),
  test: z.literal(true).optional(),
  cnf: z.strictObject({ jkt: z.string() }).optional(),
});
export type AllowTokenClaims = z.infer<typeof allowTokenClaims>;

/**
 * What a sale itself has established of a buyer beside the account: the partner whose pool the unit is of, the invite that was
 * spent, the registration that was called, and that the sale is a test. A claim of a request's body is none of these, whoever wrote it.
 */
export type Grants = Pick<AllowTokenClaims, "partner" | "invite" | "registration" | "test">;

/** The exact payload of a hold's allow token. Times become NumericDate seconds; a hold expires on a whole second. */
export function allowTokenPayload(token: {
  readonly issuer: string;
  readonly shop: string;
  readonly saleId: string;
  readonly sku: string;
  readonly hold: Hold;
  readonly policyHash: string;
  readonly grants: Grants;
}): string {
  const { hold } = token;
  const issuedAtSeconds = Math.floor(hold.createdAtMs / 1000);
  const claims: AllowTokenClaims = {
    iss: token.issuer,
    aud: token.shop,
    sub: hold.account,
    jti: hold.holdId,
    iat: issuedAtSeconds,
    nbf: issuedAtSeconds,
    exp: hold.expiresAtMs / 1000,
    sale: token.saleId,
    sku: token.sku,
    qty: hold.quantity,
    hold: hold.holdId,
    dec: hold.decisionId,
    pol: token.policyHash,
    ...token.grants,
    ...(hold.holderKey === undefined ? {} : { cnf: { jkt: hold.holderKey } }),
  };
  return JSON.stringify(claims);
}
