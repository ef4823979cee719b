import { compareBytes, HASH_BYTES } from "./bytes.ts";
import { keysBySeed } from "./draw-order.ts";

/** Who came after the window. */
export type LateEntry = {
  readonly entry: Uint8Array;
  /** When it was recorded, in milliseconds since the epoch. */
  readonly recordedAtMs: number;
};

/**
 * The order of entries that came after a fair window: by the second in which they came, and within a second by the keys of the draw, so
 * that a faster machine gains less than a second. A second has to be over before it is ordered.
 * @returns indices of the entries
 */
export function orderOfLate(entries: readonly LateEntry[], seed: Uint8Array): readonly number[] {
  const keyOf = keysBySeed(seed);
  const keys = new Uint8Array(entries.length * HASH_BYTES);
  for (const [index, { entry }] of entries.entries()) keys.set(keyOf(entry, 1), index * HASH_BYTES);
  const keyAt = (index: number) => keys.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  const secondAt = (index: number) => Math.floor((entries[index]?.recordedAtMs ?? 0) / 1000);
  const entryAt = (index: number) => entries[index]?.entry ?? new Uint8Array();
  return entries
    .map((_, index) => index)
    .sort(
      (a, b) => secondAt(a) - secondAt(b) || compareBytes(keyAt(a), keyAt(b)) || compareBytes(entryAt(a), entryAt(b)),
    );
}
