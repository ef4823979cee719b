import { compareBytes } from "./bytes.ts";
import { Room } from "./room.ts";
import { sortIndices } from "./sort-indices.ts";

/** Bytes of a shared key that are compared: all of a pseudonym's. */
export const SHARED_KEY_BYTES = 15;

/**
 * Joins entries that share a key, one kind of key after another, in bounded memory: a sort of one column finds its neighbours,
 * where a table of millions of texts would not fit. Who shares with somebody who shares with a third is in one group with both.
 */
export class Groups {
  readonly #parents: Uint32Array;

  readonly #room: Room;

  /** @param joined what `roots` said before, to go on from there: it is changed */
  constructor(count: number, joined?: Uint32Array, room = new Room()) {
    this.#room = room;
    this.#parents = joined ?? room.words(count);
    if (joined === undefined) for (let index = 0; index < count; index += 1) this.#parents[index] = index;
  }

  /**
   * Joins the entries whose keys of one kind are equal.
   * @param keys `SHARED_KEY_BYTES` for each entry; all zero where it has no key of this kind
   */
  joinByKey(keys: Uint8Array): void {
    forSameKeys(keys, this.#room, (members) => {
      for (const member of members) this.join(members[0] ?? member, member);
    });
  }

  join(one: number, other: number): void {
    const [a, b] = [this.#rootOf(one), this.#rootOf(other)];
    this.#parents[Math.max(a, b)] = Math.min(a, b);
  }

  /** The group of each entry, by the index of its first entry. */
  roots(): Uint32Array {
    // A root is never behind its members, so that those before are roots already.
    for (let index = 0; index < this.#parents.length; index += 1) this.#parents[index] = this.#rootOf(index);
    return this.#parents;
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

/**
 * How many other entries have the same key, for each entry: at most `SHARERS_MAX`.
 * @param joined where who shares a key is to be joined: all keys are put in order once for both
 */
export function sharersByKey(
  keys: Uint8Array,
  { room = new Room(), joined }: { readonly room?: Room; readonly joined?: Groups | undefined } = {},
): Uint16Array {
  const sharers = room.halfWords(keys.length / SHARED_KEY_BYTES);
  forSameKeys(keys, room, (members) => {
    for (const member of members) {
      sharers[member] = Math.min(SHARERS_MAX, members.length - 1);
      joined?.join(members[0] ?? member, member);
    }
  });
  return sharers;
}

/**
 * The same of a kind of which an entry may have several keys: of its keys the one with the most sharers counts, so that no entry is
 * counted twice. An eighth of the numbers is sorted at a time: all of five million would need as much memory again.
 * @param keys hashes as whole numbers below `KEYS_BELOW`, `each` for every entry, none twice; 0 where it has fewer
 */
export function sharersByAnyKey(keys: Float64Array, each: number, room = new Room()): Uint16Array {
  const sharers = room.halfWords(keys.length / each);
  const sizes = new Uint32Array(SORTED_PARTS);
  for (const key of keys) if (key !== 0) sizes[partOfKey(key)] = (sizes[partOfKey(key)] ?? 0) + 1;
  const sortedRoom = room.doubles(Math.max(...sizes));
  for (let part = 0; part < SORTED_PARTS; part += 1) {
    let size = 0;
    for (const key of keys) {
      if (key === 0 || partOfKey(key) !== part) continue;
      sortedRoom[size] = key;
      size += 1;
    }
    const sorted = sortedRoom.subarray(0, size).sort();
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? 0;
      if (key === 0 || partOfKey(key) !== part) continue;
      const others = placeAfter(sorted, key) - placeAfter(sorted, key - 1) - 1;
      const index = Math.floor(at / each);
      sharers[index] = Math.max(sharers[index] ?? 0, Math.min(SHARERS_MAX, others));
    }
  }
  return sharers;
}

const SORTED_PARTS = 8;
/** Six bytes of a hash. */
const KEYS_BELOW = 2 ** 48;

function partOfKey(key: number): number {
  return Math.floor(key * (SORTED_PARTS / KEYS_BELOW));
}

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
function forSameKeys(keys: Uint8Array, room: Room, take: (members: Uint32Array) => void): void {
  const keyAt = (index: number) => keys.subarray(index * SHARED_KEY_BYTES, (index + 1) * SHARED_KEY_BYTES);
  const isSame = (one: number, other: number) => compareBytes(keyAt(one), keyAt(other)) === 0;
  const prefixes = new DataView(keys.buffer, keys.byteOffset);
  room.within(() => {
    const all = room.words(keys.length / SHARED_KEY_BYTES);
    let count = 0;
    for (let index = 0; index < all.length; index += 1) {
      if (hasKey(keys, index)) all[count++] = index;
    }
    const order = all.subarray(0, count);
    sortIndices(order, {
      wordOf: (index) => prefixes.getUint32(index * SHARED_KEY_BYTES),
      compare: (a, b) => compareBytes(keyAt(a), keyAt(b)) || a - b,
      room,
    });
    for (let from = 0, until = 0; from < count; from = until) {
      for (until = from + 1; until < count && isSame(order[from] ?? 0, order[until] ?? 0); ) until += 1;
      if (until - from > 1) take(order.subarray(from, until));
    }
  });
}

/** All of it is zero where an entry has no key of the kind. */
function hasKey(keys: Uint8Array, index: number): boolean {
  for (let at = index * SHARED_KEY_BYTES; at < (index + 1) * SHARED_KEY_BYTES; at += 1) if (keys[at] !== 0) return true;
  return false;
}
