import { bls12_381 } from "@noble/curves/bls12-381.js";
import { type BeaconChain, DEVELOPMENT_INFO, developmentChain, messageOf } from "../../../domain/draw/beacon.ts";
import { fromHex, hashOf, toHex } from "../../../domain/draw/bytes.ts";
import { timeOfRoundMs } from "../../../domain/draw/rounds.ts";

const scheme = bls12_381.shortSignatures;

/** A beacon of this machine alone, in drand's form: the holder of its key can choose its rounds. */
export type DevelopmentBeacon = { readonly chain: BeaconChain; readonly signatureOf: (round: number) => string };

/** @param secretKey 32 bytes in hexadecimal */
export function developmentBeacon(secretKey: string): DevelopmentBeacon {
  const secret = fromHex(secretKey);
  if (secret === undefined) throw new TypeError("The key of the development beacon has 32 bytes in hexadecimal.");
  const publicKey = toHex(scheme.getPublicKey(secret).toBytes());
  return {
    chain: developmentChain(publicKey),
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
    ...DEVELOPMENT_INFO,
  };
  if (path === `/${chain.chain}/info`) return Response.json(info);
  const [, written = ""] = new RegExp(`^/${chain.chain}/public/(latest|[1-9][0-9]{0,14})$`).exec(path) ?? [];
  const latest = Math.floor((nowMs / 1000 - chain.genesis) / chain.period) + 1;
  const round = written === "latest" ? latest : Number(written);
  if (written === "" || timeOfRoundMs(chain, round) > nowMs) return new Response("not there", { status: 404 });
  const signature = signatureOf(round);
  return Response.json({ round, randomness: toHex(hashOf(fromHex(signature, signature.length / 2) ?? "")), signature });
}
