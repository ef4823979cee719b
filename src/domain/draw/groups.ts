import { compareBytes } from "./bytes.ts";

/** Bytes of a shared key that are compared: all of a pseudonym's. */
export const SHARED_KEY_BYTES = 15;

/**
 * Joins entries that share a key, one kind of key after another, in bounded memory: a sort of one column finds its neighbours,
 * where a table of millions of texts would not fit. Who shares with somebody who shares with a third is in one group with both.
 */
export class Groups {
  readonly #parents: Uint32Array;

  constructor(count: number) {
    this.#parents = new Uint32Array(count).map((_, index) => index);
  }

  /**
   * Joins the entries whose keys of one kind are equal.
   * @param keys `SHARED_KEY_BYTES` for each entry; all zero where it has no key of this kind
   */
  joinByKey(keys: Uint8Array): void {
    const keyAt = (index: number) => keys.subarray(index * SHARED_KEY_BYTES, (index + 1) * SHARED_KEY_BYTES);
    const prefixes = new DataView(keys.buffer, keys.byteOffset);
    const prefixOf = (index: number) => prefixes.getUint32(index * SHARED_KEY_BYTES);
    const named = new Uint32Array(this.#parents.length).map((_, index) => index);
    named.sort((a, b) => prefixOf(a) - prefixOf(b) || compareBytes(keyAt(a), keyAt(b)));
    for (let at = 1; at < named.length; at += 1) {
      const [one, other] = [named[at - 1] ?? 0, named[at] ?? 0];
      const key = keyAt(other);
      if (compareBytes(keyAt(one), key) === 0 && key.some((byte) => byte !== 0)) this.join(one, other);
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
