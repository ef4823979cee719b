import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalJson, type Json } from "./canonical-json.ts";
import { utf8 } from "./utf8.ts";

/** One entry of an append-only history. Its hash covers its place, its body and through the entry before it all that came before. */
export type ChainEntry<Body> = {
  /** Counted from 1 without gaps. */
  readonly seq: number;
  /** Hash of the entry before; `CHAIN_START` for the first. */
  readonly previous: string;
  readonly body: Body;
  readonly hash: string;
};

/** What the first entry of every chain follows. */
export const CHAIN_START = "0".repeat(64);

/** The entry that follows the last one, undefined where there is none yet. */
export function nextEntry<Body extends Json>(
  last: Pick<ChainEntry<unknown>, "seq" | "hash"> | undefined,
  body: Body,
): ChainEntry<Body> {
  const seq = (last?.seq ?? 0) + 1;
  const previous = last?.hash ?? CHAIN_START;
  return { seq, previous, body, hash: entryHash(seq, previous, body) };
}

/** The first entry that does not hold, and why: entries before it were not changed since they were written. */
export type ChainFault = { readonly seq: number; readonly kind: "gap" | "unlinked" | "altered" };

/**
 * Checks a whole chain. Who keeps the hash of a late entry elsewhere can tell besides that none behind it was cut off.
 * @returns undefined where every entry holds
 */
export function findChainFault(entries: Iterable<ChainEntry<Json>>): ChainFault | undefined {
  let last: ChainEntry<Json> | undefined;
  for (const entry of entries) {
    const { seq, previous } = entry;
    if (seq !== (last?.seq ?? 0) + 1) return { seq, kind: "gap" };
    if (previous !== (last?.hash ?? CHAIN_START)) return { seq, kind: "unlinked" };
    if (!isIntact(entry)) return { seq, kind: "altered" };
    last = entry;
  }
  return undefined;
}

/** Whether an entry has the hash that follows from its place and its body, whatever stands around it. */
export function isIntact({ seq, previous, body, hash }: ChainEntry<Json>): boolean {
  return hash === entryHash(seq, previous, body);
}

/** SHA-256 in hexadecimal over the canonical JSON of place, previous hash and body. */
function entryHash(seq: number, previous: string, body: Json): string {
  return bytesToHex(sha256(utf8(canonicalJson([seq, previous, body]))));
}
