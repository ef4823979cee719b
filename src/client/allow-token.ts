import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";

/** An allow token that the service signed for this shop and that has not expired. Whether it was redeemed only the service knows. */
export type AllowToken = {
  /** Its identity, whatever its spelling: `token-spent` names it. */
  readonly jti: string;
  readonly saleId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly holdId: string;
  readonly decisionId: string;
  /** Pseudonym of the account. */
  readonly account: string;
  readonly expiresAtMs: number;
  /** It was given by a test sale: nothing was sold. */
  readonly isTest: boolean;
};

export type ReadAllowToken = (token: string, shop: string) => Promise<AllowToken>;

/**
 * Reads allow tokens (JWS, `typ: allow+jwt`, EdDSA) by the service's published keys, which are fetched when they are needed and
 * kept for ten minutes. What it returns throws an error of jose with a `code`, such as `ERR_JWT_EXPIRED`, for every other text.
 * @param baseUrl of the service, which is the issuer
 */
export function allowTokenReader(baseUrl: string, fetch: (request: Request) => Promise<Response>): ReadAllowToken {
  const keys = createRemoteJWKSet(new URL(`${baseUrl}/.well-known/jwks.json`), {
    [customFetch]: (url, init) => fetch(new Request(url, init)),
  });
  return async (token, shop) => {
    const { payload } = await jwtVerify(token, keys, {
      typ: "allow+jwt",
      algorithms: ["EdDSA", "Ed25519"],
      issuer: baseUrl,
      audience: shop,
      requiredClaims: ["jti", "exp", "sale", "sku", "qty", "hold", "dec", "sub"],
    });
    // jose takes a list that has the shop in it; a token for several shops is none of this service's.
    if (payload.aud !== shop) throw new TypeError("The token is not for this shop alone.");
    const { jti, exp, sale, sku, qty, hold, dec, sub, test } = payload;
    return {
      jti: String(jti),
      saleId: String(sale),
      sku: String(sku),
      quantity: Number(qty),
      holdId: String(hold),
      decisionId: String(dec),
      account: String(sub),
      expiresAtMs: Number(exp) * 1000,
      isTest: test === true,
    };
  };
}
