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

/** Signs exactly this header and payload, whatever they say, with a private JWK. */
export async function signText(header: string, payload: string, key: JWK, alg = "EdDSA"): Promise<string> {
  const imported = await importJWK(key, alg);
  if (imported instanceof Uint8Array) throw new TypeError("The key is not a private one.");
  const signed = `${encode(header)}.${encode(payload)}`;
  const algorithm = alg === "ES256" ? { name: "ECDSA", hash: "SHA-256" } : imported.algorithm.name;
  const signature = await crypto.subtle.sign(algorithm, imported, new TextEncoder().encode(signed));
  return `${signed}.${base64url.encode(new Uint8Array(signature))}`;
}

/** Signs text with an EdDSA key of the service under its own kind of header; `change` replaces members of that header. */
export async function signAllow(payload: string, status: KeyStatus = "active", change: object = {}): Promise<string> {
  const { kid, ...jwk } = signingKey(status);
  return await signText(JSON.stringify({ alg: "EdDSA", typ: "allow+jwt", kid, ...change }), payload, jwk);
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
  return await signText(JSON.stringify({ alg: "EdDSA", kid: "account-key", ...header }), JSON.stringify(claims), jwk);
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
