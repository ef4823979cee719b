import { env } from "cloudflare:test";
import { base64url, CompactSign, importJWK, type JWK } from "jose";
import * as z from "zod";
import { visitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";

/**
 * The keys of this run, to make tokens that the service itself would not: a test of a refusal signs with the true key
 * whatever it can, so that only the one thing it changes can be the reason.
 */
const signingKeys = z.array(z.looseObject({ kty: z.string(), kid: z.string(), status: z.string() }));
const tokenSecrets = z.array(z.object({ kid: z.string(), k: z.string() })).min(1);

export type KeyStatus = "active" | "next" | "retiring" | "retired";

/** The private key with a status, as configured. */
export function signingKey(status: KeyStatus = "active"): JWK & { readonly kid: string } {
  const key = signingKeys.parse(JSON.parse(env.SIGNING_KEYS)).find((each) => each.status === status);
  if (key === undefined) throw new TypeError(`No key is ${status}.`);
  const { status: _status, ...jwk } = key;
  return jwk;
}

/** The secret of visit and challenge tokens. */
export function tokenSecret(): { readonly kid: string; readonly bytes: Uint8Array } {
  const [secret] = tokenSecrets.parse(JSON.parse(env.TOKEN_SECRETS));
  if (secret === undefined) throw new TypeError("A deployment has a secret.");
  return { kid: secret.kid, bytes: base64url.decode(secret.k) };
}

/** Signs text with the EdDSA key of a status, under a header that begins as the service's own. */
export async function signAllow(payload: string, status: KeyStatus = "active", header: object = {}): Promise<string> {
  const { kid, ...jwk } = signingKey(status);
  return await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "EdDSA", typ: "allow+jwt", kid, ...header })
    .sign(await importJWK(jwk, "EdDSA"));
}

/** Signs text with the HMAC secret as a visit or challenge token. */
export async function signSecret(typ: "visit+jwt" | "challenge+jwt", payload: string): Promise<string> {
  const { kid, bytes } = tokenSecret();
  return await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: "HS256", typ, kid })
    .sign(bytes);
}

/** Claims for a token that a shop signs for its customer; `change` replaces some, and undefined leaves one out. */
export async function accountToken(change: object = {}, header: object = {}, key?: JWK): Promise<string> {
  const jwk: JWK = key ?? JSON.parse(env.TEST_ACCOUNT_KEY);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "shop-a",
    aud: env.ISSUER,
    sub: "acc_browser",
    exp: nowSeconds + 300,
    createdAt: "2024-03-01T00:00:00Z",
    ...change,
  };
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: "EdDSA", kid: "account-key", ...header })
    .sign(await importJWK(jwk, "EdDSA"));
}

/** The three parts of a token, the first two as text. */
export function takeApart(token: string): { header: string; payload: string; signature: string } {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const text = (part: string) => new TextDecoder().decode(base64url.decode(part));
  return { header: text(header), payload: text(payload), signature };
}

export const encode = (text: string): string => base64url.encode(text);

/** The same visit as if it had begun earlier, so that no test has to wait. */
export async function olderVisit(visitToken: string, earlierMs: number, change: object = {}): Promise<string> {
  const claims = visitTokenClaims.parse(JSON.parse(takeApart(visitToken).payload));
  return await signSecret("visit+jwt", JSON.stringify({ ...claims, start: claims.start - earlierMs, ...change }));
}
