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

/** 256 random bits in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A fresh shop key, and the hash that is configured in its place. */
export function newShopKey(): { readonly key: string; readonly hash: string } {
  const key = `fh_sk_${newSecret()}`;
  return { key, hash: createHash("sha256").update(key).digest("hex") };
}
