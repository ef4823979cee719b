import { createHash, randomBytes } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import type { SigningKey } from "../config.ts";

/** A fresh Ed25519 key for allow tokens; its `kid` is its RFC 7638 thumbprint. */
export async function newSigningKey(status: SigningKey["status"]): Promise<JWK & { status: string }> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const jwk = await exportJWK(privateKey);
  const { kty, crv, x, d } = jwk;
  return { kty, crv, x, d, kid: await calculateJwkThumbprint(jwk), status };
}

/** Every secret of a new deployment, as `wrangler secret put` takes them. */
export async function newSecrets() {
  return {
    SIGNING_KEYS: JSON.stringify([await newSigningKey("active")]),
    TOKEN_SECRETS: JSON.stringify([{ kid: `t${today()}`, k: newSecret() }]),
    PEPPERS: JSON.stringify([newPepper()]),
    WEBHOOK_KEYS: JSON.stringify([newWebhookKey()]),
  };
}

/** A pepper with an epoch of its own day. */
export function newPepper(): { readonly epoch: string; readonly k: string } {
  return { epoch: `e${today()}`, k: newSecret() };
}

/** A key that secrets of webhooks are derived from. */
export function newWebhookKey(): { readonly kid: string; readonly k: string } {
  return { kid: `w${today()}`, k: newSecret() };
}

function today(): string {
  return new Date().toISOString().slice(0, 10).replaceAll("-", "");
}

/** 256 random bits in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A fresh shop key, and the hash that is configured in its place. */
export function newShopKey(): { readonly key: string; readonly hash: string } {
  const key = `fh_sk_${newSecret()}`;
  return { key, hash: createHash("sha256").update(key).digest("hex") };
}

/** A fresh secret of Standard Webhooks, by which a provider of text messages signs. */
export function newSmsSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}
