import { compareBytes, HASH_BYTES } from "./bytes.ts";
import { keysBySeed } from "./draw-order.ts";

const SECOND_BYTES = 8;

/**
 * By what those stand in line who came after a fair window: by the second in which they came, and within a second by the keys of the
 * draw, so that a faster machine gains less than a second. A second has to be over before any of it has a place.
 * @returns of an entry and when it was recorded, in milliseconds since the epoch: bytes that sort as they stand
 */
export function lateOrderBy(seed: Uint8Array): (entry: Uint8Array, recordedAtMs: number) => Uint8Array<ArrayBuffer> {
  const keyOf = keysBySeed(seed);
  return (entry, recordedAtMs) => {
    const sorted = new Uint8Array(SECOND_BYTES + 2 * HASH_BYTES);
    sorted.set(startOfSecond(recordedAtMs));
    sorted.set(keyOf(entry, 1), SECOND_BYTES);
    sorted.set(entry, SECOND_BYTES + HASH_BYTES);
    return sorted;
  };
}

/** Who came after the window. */
export type LateEntry = {
  readonly entry: Uint8Array;
  /** In milliseconds since the epoch. */
  readonly recordedAtMs: number;
};

/** Some of them as they stand in line. @returns their indices */
export function orderOfLate(late: readonly LateEntry[], seed: Uint8Array): readonly number[] {
  const orderOf = lateOrderBy(seed);
  const sorted = late.map(({ entry, recordedAtMs }) => orderOf(entry, recordedAtMs));
  const at = (index: number) => sorted[index] ?? new Uint8Array();
  return late.map((_, index) => index).sort((a, b) => compareBytes(at(a), at(b)));
}

/** Sorts behind all that were recorded before the second of a moment, and before all others. */
export function startOfSecond(atMs: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(SECOND_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.floor(atMs / 1000)));
  return bytes;
}
