import { base64url, sha256 } from "./base64url.ts";
import { keptKeyPair } from "./kept-key-pair.ts";
import { sortedJson } from "./sorted-json.ts";

/** What a proof binds together: the visit's nonce, the sale, and the observations that go with it. */
export type ProofInput = { readonly nonce: string; readonly sale: string; readonly observations: unknown };

/** The browser's own key. The private half cannot be read, not even by this code. */
export type DeviceKey = {
  /** RFC 7638 thumbprint of the public half. */
  readonly thumbprint: string;
  /** A compact JWS (ES256, `typ: checkout-proof+jwt`, the public key in `jwk`) over `{ nonce, sale, hash }`. */
  readonly prove: (input: ProofInput) => Promise<string>;
};

/**
 * The device's key pair, made on the first visit and kept in the browser.
 *
 * @returns `undefined` where the browser has no place for it (private windows, insecure pages, blocked storage)
 */
export async function deviceKey(): Promise<DeviceKey | undefined> {
  try {
    const { privateKey, publicKey } = await keptKeyPair();
    const { crv, kty, x, y } = await crypto.subtle.exportKey("jwk", publicKey);
    const jwk = { crv, kty, x, y };
    return {
      thumbprint: await sha256(sortedJson(jwk)),
      async prove({ nonce, sale, observations }) {
        const hash = await sha256(sortedJson(observations));
        const header = encoded({ alg: "ES256", typ: "checkout-proof+jwt", jwk });
        const signed = `${header}.${encoded({ nonce, sale, hash })}`;
        const algorithm = { name: "ECDSA", hash: "SHA-256" };
        const signature = await crypto.subtle.sign(algorithm, privateKey, new TextEncoder().encode(signed));
        return `${signed}.${base64url(signature)}`;
      },
    };
  } catch {
    return undefined;
  }
}

function encoded(value: unknown): string {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}
