import { bls12_381 } from "@noble/curves/bls12-381.js";
import { type BeaconChain, messageOf } from "../../../domain/draw/beacon.ts";
import { fromHex, hashOf, toHex } from "../../../domain/draw/bytes.ts";
import { timeOfRoundMs } from "../../../domain/draw/rounds.ts";
import { utf8 } from "../../../domain/utf8.ts";

const scheme = bls12_381.shortSignatures;
const SCHEME_ID = "bls-unchained-g1-rfc9380";
const BEACON_ID = "firsthand-development";
const PERIOD_SECONDS = 3;
/** 2026-01-01. */
const GENESIS_SECONDS = 1_767_225_600;

/** A beacon of this machine alone, in drand's form: the holder of its key can choose its rounds. */
export type DevelopmentBeacon = { readonly chain: BeaconChain; readonly signatureOf: (round: number) => string };

/** @param secretKey 32 bytes in hexadecimal */
export function developmentBeacon(secretKey: string): DevelopmentBeacon {
  const secret = fromHex(secretKey);
  if (secret === undefined) throw new TypeError("The key of the development beacon has 32 bytes in hexadecimal.");
  const publicKey = toHex(scheme.getPublicKey(secret).toBytes());
  const clock = { genesis: GENESIS_SECONDS, period: PERIOD_SECONDS };
  return {
    chain: { chain: chainHash(publicKey), publicKey, ...clock },
    signatureOf: (round) => toHex(scheme.Signature.toBytes(scheme.sign(messageOf(round), secret))),
  };
}

/** A fresh key for `developmentBeacon`. */
export function newBeaconKey(): string {
  return toHex(scheme.keygen().secretKey);
}

/** Answers `/chains`, `/<chain>/info` and `/<chain>/public/<round>` as a relay of drand does; a round to come is not there yet. */
export function answerBeacon({ chain, signatureOf }: DevelopmentBeacon, path: string, nowMs: number): Response {
  if (path === "/chains") return Response.json([chain.chain]);
  const info = {
    public_key: chain.publicKey,
    period: chain.period,
    genesis_time: chain.genesis,
    hash: chain.chain,
    groupHash: toHex(groupHash()),
    schemeID: SCHEME_ID,
    metadata: { beaconID: BEACON_ID },
  };
  if (path === `/${chain.chain}/info`) return Response.json(info);
  const [, written = ""] = new RegExp(`^/${chain.chain}/public/(latest|[1-9][0-9]{0,14})$`).exec(path) ?? [];
  const latest = Math.floor((nowMs / 1000 - chain.genesis) / chain.period) + 1;
  const round = written === "latest" ? latest : Number(written);
  if (written === "" || timeOfRoundMs(chain, round) > nowMs) return new Response("not there", { status: 404 });
  const signature = signatureOf(round);
  return Response.json({ round, randomness: toHex(hashOf(fromHex(signature, signature.length / 2) ?? "")), signature });
}

/** The hash that names a chain, as drand makes it: over period, genesis, key, group, scheme and name. */
function chainHash(publicKey: string): string {
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setUint32(0, PERIOD_SECONDS);
  numbers.setBigInt64(4, BigInt(GENESIS_SECONDS));
  const key = fromHex(publicKey, publicKey.length / 2) ?? new Uint8Array();
  const parts = [new Uint8Array(numbers.buffer), key, groupHash(), utf8(SCHEME_ID), utf8(BEACON_ID)];
  return toHex(hashOf(Uint8Array.from(parts.flatMap((part) => [...part]))));
}

function groupHash(): Uint8Array {
  return hashOf(BEACON_ID);
}
