import { base64url } from "jose";
import { hashOf } from "../../src/domain/draw/bytes.ts";
import { assert } from "../../src/domain/result.ts";

/** How an issuer's key begins, and a plain RSA key of the same length (RFC 9578, section 6.5). */
const PSS_PREFIX =
  "30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b0609608648016503040202a203020130";
const RSA_PREFIX_BYTES = 19;
const RSA_PSS = { name: "RSA-PSS", hash: "SHA-384", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };

export type Issuer = {
  /** As the settings have it. */
  readonly key: string;
  /** `Authorization` with a token for a challenge. Blinding leaves no trace in a token, so none is done here. */
  readonly authorize: (challenge: Uint8Array, nonce?: Uint8Array) => Promise<string>;
};

/** An issuer of tokens of type 2, with a key of its own. */
export async function newIssuer(): Promise<Issuer> {
  const pair = await crypto.subtle.generateKey(RSA_PSS, true, ["sign", "verify"]);
  assert("privateKey" in pair, "RSA has two keys");
  const exported = await crypto.subtle.exportKey("spki", pair.publicKey);
  assert(exported instanceof ArrayBuffer, "SPKI is bytes");
  const plain = new Uint8Array(exported);
  const key = Uint8Array.from([...Buffer.from(PSS_PREFIX, "hex"), ...plain.subarray(RSA_PREFIX_BYTES)]);
  return {
    key: base64url.encode(key),
    async authorize(challenge, nonce = crypto.getRandomValues(new Uint8Array(32))) {
      const signed = Uint8Array.from([0, 2, ...nonce, ...hashOf(challenge), ...hashOf(key)]);
      const signature = await crypto.subtle.sign({ name: RSA_PSS.name, saltLength: 48 }, pair.privateKey, signed);
      return `PrivateToken token="${base64url.encode(Uint8Array.from([...signed, ...new Uint8Array(signature)]))}"`;
    },
  };
}
