import { compareBytes, HASH_BYTES, hashOf } from "./bytes.ts";

/** The tree of RFC 6962, section 2.1: leaves and nodes are hashed apart, and no leaf is ever doubled. */
export function leafHash(data: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + data.length);
  message.set(data, 1);
  return hashOf(message);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + 2 * HASH_BYTES);
  message[0] = 1;
  message.set(left, 1);
  message.set(right, 1 + HASH_BYTES);
  return hashOf(message);
}

/**
 * Takes the hashes of leaves one after another and knows the root of those so far. It keeps one hash for each bit of their
 * number, so that a million leaves take twenty. Hashes of whole subtrees may be added instead, if all are of one size, a power of
 * two, and only the last is of fewer leaves.
 */
export class TreeRoot {
  readonly #subtrees: Uint8Array[] = [];
  #count = 0;

  add(hash: Uint8Array): void {
    this.#count += 1;
    let merged = hash;
    // Each trailing zero of the count is a pair of subtrees of one size that is now whole.
    for (let rest = this.#count; rest % 2 === 0; rest /= 2) merged = nodeHash(this.#subtrees.pop() ?? merged, merged);
    this.#subtrees.push(merged);
  }

  /** The root of all that was added; of nothing, the hash of the empty string. */
  root(): Uint8Array {
    const [last, ...others] = [...this.#subtrees].reverse();
    return last === undefined ? hashOf(new Uint8Array()) : others.reduce((right, left) => nodeHash(left, right), last);
  }
}

/** The root over hashes of leaves. */
export function rootOf(hashes: Iterable<Uint8Array>): Uint8Array {
  const tree = new TreeRoot();
  for (const hash of hashes) tree.add(hash);
  return tree.root();
}

/**
 * What proves that the leaf of an index is in the tree over these hashes: its siblings from the leaf upwards.
 * @see RFC 6962, section 2.1.1
 */
export function inclusionProof(hashes: readonly Uint8Array[], index: number): Uint8Array[] {
  if (hashes.length <= 1) return [];
  const split = largestPowerOfTwoBelow(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), rootOf(right)]
    : [...inclusionProof(right, index - split), rootOf(left)];
}

/**
 * The root that a proof of inclusion leads to; undefined where the proof is longer or shorter than the place needs.
 * @see RFC 9162, section 2.1.3.2
 */
export function rootOfProof(
  leaf: Uint8Array,
  { index, count, proof }: { readonly index: number; readonly count: number; readonly proof: readonly Uint8Array[] },
): Uint8Array | undefined {
  if (index >= count || proof.some((sibling) => sibling.length !== HASH_BYTES)) return undefined;
  let [at, last, hash] = [index, count - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** Whether a leaf stands at its index in the tree of this root. */
export function isIncluded(
  root: Uint8Array,
  leaf: Uint8Array,
  place: { readonly index: number; readonly count: number; readonly proof: readonly Uint8Array[] },
): boolean {
  const found = rootOfProof(leaf, place);
  return found !== undefined && compareBytes(found, root) === 0;
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
