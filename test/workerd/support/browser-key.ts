import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { canonicalJson, type Json } from "../../../src/domain/canonical-json.ts";
import { encodeDigest } from "./digest.ts";

/** A browser's own key, as the SDK keeps one in IndexedDB: ECDSA P-256 by WebCrypto. */
export type BrowserKey = {
  readonly thumbprint: string;
  readonly sign: (typ: string, claims: object) => Promise<string>;
};

export async function newBrowserKey(): Promise<BrowserKey> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const { kty, crv, x, y } = await exportJWK(publicKey);
  const jwk: JWK = { kty, crv, x, y };
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    sign: (typ, claims) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: "ES256", typ, jwk })
        .sign(privateKey),
  };
}

/** The signals of a browser, with its key's proof over them for one visit. */
export async function provedSignals(
  key: BrowserKey,
  signals: { readonly v: number; readonly observations: Json },
  visit: { readonly nonce: string; readonly sale: string },
) {
  const hash = await encodeDigest(canonicalJson(signals.observations));
  return { ...signals, proof: await key.sign("checkout-proof+jwt", { ...visit, hash }) };
}

/** What a shop relays at redeem where the sale wants the holder's proof. */
export function holderProof(key: BrowserKey, claims: { jti: string; orderId: string }): Promise<string> {
  return key.sign("holder-proof+jwt", claims);
}
