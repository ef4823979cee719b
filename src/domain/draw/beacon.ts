import { bls12_381 } from "@noble/curves/bls12-381.js";
import { err, ok, type Result } from "../result.ts";
import { utf8 } from "../utf8.ts";
import { compareBytes, fromHex, hashOf, toHex } from "./bytes.ts";
import type { RoundClock } from "./rounds.ts";

/** A public source of randomness that nobody can choose: a drand chain of the scheme `bls-unchained-g1-rfc9380`. */
export type BeaconChain = RoundClock & {
  /** Its hash, in hexadecimal, by which relays name it. */
  readonly chain: string;
  /** On G2, compressed, in hexadecimal. */
  readonly publicKey: string;
};

/**
 * The chain of the League of Entropy that draws use unless a deployment names others.
 * @see https://docs.drand.love/developer/
 */
export const QUICKNET: BeaconChain = {
  chain: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  publicKey:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  genesis: 1_692_803_367,
  period: 3,
};

/** Relays of the chain that draws use unless a deployment names others. */
export const QUICKNET_RELAYS: readonly string[] = [
  "https://api.drand.sh",
  "https://api2.drand.sh",
  "https://api3.drand.sh",
  "https://drand.cloudflare.com",
];

/** What a chain of the development composition is called: its hash says so, and nobody else's does. */
const DEVELOPMENT = {
  id: "firsthand-development",
  scheme: "bls-unchained-g1-rfc9380",
  period: 3,
  genesis: 1_767_225_600,
};

/** The chain of a key of a development composition: its holder can choose its rounds. */
export function developmentChain(publicKey: string): BeaconChain {
  const { id, scheme: schemeId, period, genesis } = DEVELOPMENT;
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setUint32(0, period);
  numbers.setBigInt64(4, BigInt(genesis));
  const key = fromHex(publicKey, publicKey.length / 2) ?? new Uint8Array();
  // The hash that names a chain, as drand makes it: over period, genesis, key, group, scheme and name.
  const parts = [new Uint8Array(numbers.buffer), key, hashOf(id), utf8(schemeId), utf8(id)];
  return { chain: toHex(hashOf(Uint8Array.from(parts.flatMap((part) => [...part])))), publicKey, genesis, period };
}

/** Whether a chain is one of a development composition. */
export function isDevelopmentChain({ chain, publicKey }: BeaconChain): boolean {
  return chain === developmentChain(publicKey).chain;
}

/** What a relay says of a chain of a development composition, beside its key and calendar. */
export const DEVELOPMENT_INFO = {
  groupHash: toHex(hashOf(DEVELOPMENT.id)),
  schemeID: DEVELOPMENT.scheme,
  metadata: { beaconID: DEVELOPMENT.id },
} as const;

export const SIGNATURE_BYTES = 48;
export const PUBLIC_KEY_BYTES = 96;
const DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

const scheme = bls12_381.shortSignatures;

/** Why a signature is not the beacon of a round: it is no point of the group in its one spelling, or not this round's. */
export type BeaconRefusal = "malformed" | "not-of-this-round";

/**
 * Checks the beacon of a round. The randomness is a hash of the signature's bytes, so that a second spelling of the same point
 * would be a second seed: only the canonical one is taken.
 * @param signatureHex 48 bytes in lower-case hexadecimal
 * @returns the signature's bytes
 */
export function verifyBeacon(
  { publicKey }: Pick<BeaconChain, "publicKey">,
  round: number,
  signatureHex: string,
): Result<Uint8Array, BeaconRefusal> {
  const signature = fromHex(signatureHex, SIGNATURE_BYTES);
  const key = fromHex(publicKey, PUBLIC_KEY_BYTES);
  if (signature === undefined || key === undefined || !Number.isSafeInteger(round) || round < 1)
    return err("malformed");
  try {
    const point = scheme.Signature.fromBytes(signature);
    if (point.is0() || compareBytes(scheme.Signature.toBytes(point), signature) !== 0) return err("malformed");
    return scheme.verify(point, messageOf(round), key) ? ok(signature) : err("not-of-this-round");
  } catch {
    // The library throws for bytes that are no point of the curve or of its subgroup.
    return err("malformed");
  }
}

/** What the chain signs for a round, as a point of G1: the hash of its number in eight bytes. */
export function messageOf(round: number): ReturnType<typeof scheme.hash> {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(round));
  return scheme.hash(hashOf(number), DST);
}
