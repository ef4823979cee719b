import * as z from "zod";
import { hashOf } from "../draw/bytes.ts";
import { utf8 } from "../utf8.ts";
import { PRIVATE_TOKEN_AUDIENCE } from "./kinds.ts";

/** Blind RSA with keys of 2048 bits, which anybody can verify (RFC 9578, section 6). */
const TOKEN_TYPE = [0x00, 0x02] as const;
const NONCE_BYTES = 32;
const HASH_BYTES = 32;
/** What the issuer signed: type, nonce, digest of the challenge and id of the key. */
const SIGNED_BYTES = TOKEN_TYPE.length + NONCE_BYTES + HASH_BYTES + HASH_BYTES;
const RSA_BYTES = 256;
const TOKEN_BYTES = SIGNED_BYTES + RSA_BYTES;

/**
 * How every issuer's key begins (RFC 9578, section 6.5): its algorithm is RSASSA-PSS with SHA-384, its mask the same, its salt 48 bytes
 * long, and a modulus of 2048 bits with the exponent 65537 follows. WebCrypto takes such a key as plain `rsaEncryption` alone.
 */
const PSS_PREFIX = fromHex(
  "30820152303d06092a864886f70d01010a3030a00d300b0609608648016503040202a11a301806092a864886f70d010108300b0609608648016503040202a203020130",
);
const RSA_PREFIX = fromHex("30820122300d06092a864886f70d0101010500");
const KEY_BYTES = 342;

/** What a token is asked for by (RFC 9577, section 2.1): one issuer, one origin, and here one sale. */
export type TokenChallenge = { readonly issuer: string; readonly origin: string; readonly saleId: string };

/** A token in its parts, of which nothing is verified. */
export type PrivateToken = {
  readonly nonce: Uint8Array;
  readonly challengeDigest: Uint8Array;
  readonly keyId: Uint8Array;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly authenticator: Uint8Array<ArrayBuffer>;
};

/**
 * Claims of the receipt that a redeemed token is answered with: whoever begins a visit with it had a token of this sale. The sale spends
 * its `jti`, so that one token speaks for one visit.
 */
export const privateTokenClaims = z.strictObject({
  aud: z.literal(PRIVATE_TOKEN_AUDIENCE),
  sale: z.string(),
  jti: z.string(),
  exp: z.int().nonnegative(),
});
export type PrivateTokenClaims = z.infer<typeof privateTokenClaims>;

/** The bytes of a challenge. Its context is the sale's own, so that a token of one sale is none of another. */
export function encodeChallenge({ issuer, origin, saleId }: TokenChallenge): Uint8Array<ArrayBuffer> {
  return encodeTokenChallenge({ issuer, origin, context: hashOf(`firsthand sale ${saleId}`) });
}

/** `TokenChallenge` of RFC 9577, section 2.1. */
export function encodeTokenChallenge(of: {
  readonly issuer: string;
  readonly origin: string;
  readonly context: Uint8Array;
}): Uint8Array<ArrayBuffer> {
  const [issuer, origin] = [utf8(of.issuer), utf8(of.origin)];
  return Uint8Array.from([
    ...TOKEN_TYPE,
    ...uint16(issuer.length),
    ...issuer,
    of.context.length,
    ...of.context,
    ...uint16(origin.length),
    ...origin,
  ]);
}

/** @returns undefined where the bytes are no token of this type */
export function parsePrivateToken(bytes: Uint8Array): PrivateToken | undefined {
  if (bytes.length !== TOKEN_BYTES || TOKEN_TYPE.some((byte, at) => bytes[at] !== byte)) return undefined;
  const part = (from: number, length: number) => Uint8Array.from(bytes.subarray(from, from + length));
  return {
    nonce: part(2, NONCE_BYTES),
    challengeDigest: part(2 + NONCE_BYTES, HASH_BYTES),
    keyId: part(2 + NONCE_BYTES + HASH_BYTES, HASH_BYTES),
    signed: part(0, SIGNED_BYTES),
    authenticator: part(SIGNED_BYTES, RSA_BYTES),
  };
}

/** An issuer's key as WebCrypto takes it. @returns undefined where it is not as RFC 9578 asks for */
export function rsaKeyOf(issuerKey: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const isAsAsked = issuerKey.length === KEY_BYTES && PSS_PREFIX.every((byte, at) => issuerKey[at] === byte);
  return isAsAsked ? Uint8Array.from([...RSA_PREFIX, ...issuerKey.subarray(PSS_PREFIX.length)]) : undefined;
}

function uint16(value: number): readonly [number, number] {
  return [value >> 8, value & 0xff];
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
