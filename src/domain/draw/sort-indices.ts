import type { Room } from "./room.ts";

/** Bits of a whole number that a double holds. */
const EXACT_BITS = 53;
const WORD_BITS = 32;

/**
 * Puts indices in ascending order, in place. A number of the leading bits of each and of its index is sorted as the runtime sorts
 * numbers, without a call for each two and without a copy of all; where these bits agree, `compare` decides.
 * @param compare a total order of the indices
 * @param wordOf 32 bits that never contradict it
 */
export function sortIndices(
  indices: Uint32Array,
  {
    wordOf,
    compare,
    room,
  }: {
    readonly wordOf: (index: number) => number;
    readonly compare: (one: number, other: number) => number;
    readonly room: Room;
  },
): void {
  let largest = 0;
  for (const index of indices) largest = Math.max(largest, index);
  const indexBits = WORD_BITS - Math.clz32(largest);
  const [places, dropped] = [2 ** indexBits, Math.max(0, WORD_BITS + indexBits - EXACT_BITS)];
  room.within(() => {
    const sorted = room.doubles(indices.length);
    for (let at = 0; at < sorted.length; at += 1) {
      const index = indices[at] ?? 0;
      sorted[at] = (wordOf(index) >>> dropped) * places + index;
    }
    sorted.sort();
    const bitsAt = (at: number) => Math.floor((sorted[at] ?? 0) / places);
    for (let from = 0, until = 0; from < sorted.length; from = until) {
      const bits = bitsAt(from);
      for (until = from; until < sorted.length && bitsAt(until) === bits; until += 1)
        indices[until] = (sorted[until] ?? 0) % places;
      if (until - from > 1) indices.subarray(from, until).sort(compare);
    }
  });
}
