import { sha256 } from "@noble/hashes/sha2.js";
import {
  base64url,
  calculateJwkThumbprint,
  EmbeddedJWK,
  type JWTVerifyResult,
  jwtVerify,
  type ResolvedKey,
} from "jose";
import type { ClientProofClaim } from "../../domain/signals/client/parse-client-signals.ts";
import { utf8 } from "../../domain/utf8.ts";

/**
 * Verifies that the browser's key signed these very observations for this very visit (RFC 9449 in spirit: the key travels in
 * the header, and its thumbprint is what the visit was bound to).
 * @param expected the visit's nonce and sale
 * @returns the key's RFC 7638 thumbprint, or undefined where the proof proves nothing
 */
export async function verifyCheckoutProof(
  { jws, hashed }: ClientProofClaim,
  expected: { readonly nonce: string; readonly sale: string },
): Promise<string | undefined> {
  const verified = await verifyEmbedded(jws, "checkout-proof+jwt");
  if (verified === undefined) return undefined;
  const { nonce, sale, hash } = verified.payload;
  const hashOfSent = base64url.encode(sha256(utf8(hashed)));
  return nonce === expected.nonce && sale === expected.sale && hash === hashOfSent ? verified.thumbprint : undefined;
}

/**
 * Verifies the proof that a shop relays when it redeems: the browser's key over the token's `jti` and the order.
 * @returns the key's RFC 7638 thumbprint, or undefined where the proof proves nothing
 */
export async function verifyHolderProof(
  jws: string,
  expected: { readonly jti: string; readonly orderId: string },
): Promise<string | undefined> {
  const verified = await verifyEmbedded(jws, "holder-proof+jwt");
  if (verified === undefined) return undefined;
  const { jti, orderId } = verified.payload;
  return jti === expected.jti && orderId === expected.orderId ? verified.thumbprint : undefined;
}

async function verifyEmbedded(jws: string, typ: string) {
  let verified: JWTVerifyResult & ResolvedKey;
  try {
    verified = await jwtVerify(jws, EmbeddedJWK, { algorithms: ["ES256"], typ });
  } catch {
    // jose throws for every reason why a proof is not genuine; to us they are all the same.
    return undefined;
  }
  const { jwk } = verified.protectedHeader;
  return jwk === undefined ? undefined : { payload: verified.payload, thumbprint: await calculateJwkThumbprint(jwk) };
}
