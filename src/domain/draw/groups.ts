import { compareBytes } from "./bytes.ts";

/** Bytes of a shared key that are compared: all of a pseudonym's. */
export const SHARED_KEY_BYTES = 15;

/**
 * Joins entries that share a key, one kind of key after another, in bounded memory: a sort of one column finds its neighbours,
 * where a table of millions of texts would not fit. Who shares with somebody who shares with a third is in one group with both.
 */
export class Groups {
  readonly #parents: Uint32Array;

  /** @param joined what `roots` said before, to go on from there */
  constructor(count: number, joined?: Uint32Array) {
    this.#parents = joined?.slice() ?? new Uint32Array(count).map((_, index) => index);
  }

  /**
   * Joins the entries whose keys of one kind are equal.
   * @param keys `SHARED_KEY_BYTES` for each entry; all zero where it has no key of this kind
   */
  joinByKey(keys: Uint8Array): void {
    for (const { members } of sameKeys(keys, this.#parents.length)) {
      for (const member of members) this.join(members[0] ?? member, member);
    }
  }

  join(one: number, other: number): void {
    const [a, b] = [this.#rootOf(one), this.#rootOf(other)];
    this.#parents[Math.max(a, b)] = Math.min(a, b);
  }

  /** The group of each entry, by the index of its first entry. */
  roots(): Uint32Array {
    return this.#parents.map((_, index) => this.#rootOf(index));
  }

  #rootOf(index: number): number {
    let at = index;
    for (let parent = this.#parentOf(at); parent !== at; parent = this.#parentOf(at)) {
      this.#parents[at] = this.#parentOf(parent);
      at = parent;
    }
    return at;
  }

  #parentOf(index: number): number {
    return this.#parents[index] ?? index;
  }
}

/** How many other entries have the same key, for each entry: at most `SHARERS_MAX`. */
export function sharersByKey(keys: Uint8Array, count: number): Uint16Array {
  const sharers = new Uint16Array(count);
  for (const { members } of sameKeys(keys, count)) {
    for (const member of members) sharers[member] = Math.min(SHARERS_MAX, members.length - 1);
  }
  return sharers;
}

/**
 * The same of a kind of which an entry may have several keys: of its keys the one with the most sharers counts, so that no entry is
 * counted twice. An eighth of the numbers is sorted at a time: all of five million would need as much memory again.
 * @param keys whole numbers, `each` for every entry, none twice; 0 where it has fewer
 */
export function sharersByAnyKey(keys: Float64Array, each: number): Uint16Array {
  const sharers = new Uint16Array(keys.length / each);
  const sizes = new Uint32Array(SORTED_PARTS);
  for (const key of keys) if (key !== 0) sizes[key % SORTED_PARTS] = (sizes[key % SORTED_PARTS] ?? 0) + 1;
  const room = new Float64Array(Math.max(...sizes));
  for (let part = 0; part < SORTED_PARTS; part += 1) {
    let size = 0;
    for (const key of keys) {
      if (key === 0 || key % SORTED_PARTS !== part) continue;
      room[size] = key;
      size += 1;
    }
    const sorted = room.subarray(0, size).sort();
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? 0;
      if (key === 0 || key % SORTED_PARTS !== part) continue;
      const others = placeAfter(sorted, key) - placeAfter(sorted, key - 1) - 1;
      const index = Math.floor(at / each);
      sharers[index] = Math.max(sharers[index] ?? 0, Math.min(SHARERS_MAX, others));
    }
  }
  return sharers;
}

const SORTED_PARTS = 8;

/** How many of some sorted numbers are at most this one. */
function placeAfter(sorted: Float64Array, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** More sharers than this says nothing more. */
const SHARERS_MAX = 0xffff;

/** Entries that share a key, for each key that more than one has. Sorted in one column: a table of millions of texts would not fit. */
function* sameKeys(keys: Uint8Array, count: number): Generator<{ readonly members: Uint32Array }> {
  const keyAt = (index: number) => keys.subarray(index * SHARED_KEY_BYTES, (index + 1) * SHARED_KEY_BYTES);
  const prefixes = new DataView(keys.buffer, keys.byteOffset);
  const prefixOf = (index: number) => prefixes.getUint32(index * SHARED_KEY_BYTES);
  const order = new Uint32Array(count).map((_, index) => index);
  order.sort((a, b) => prefixOf(a) - prefixOf(b) || compareBytes(keyAt(a), keyAt(b)));
  const isSame = (one: number, other: number) => compareBytes(keyAt(order[one] ?? 0), keyAt(order[other] ?? 0)) === 0;
  for (let from = 0, until = 0; from < count; from = until) {
    for (until = from + 1; until < count && isSame(from, until); ) until += 1;
    if (until - from > 1 && keyAt(order[from] ?? 0).some((byte) => byte !== 0))
      yield { members: order.subarray(from, until) };
  }
}
