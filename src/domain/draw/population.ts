import { compareBytes, HASH_BYTES } from "./bytes.ts";
import { ENTRY_STATUSES, type EntryStatus } from "./seal.ts";

/** A weight is a whole number of tickets in the hat. */
export const WEIGHT_MAX = 8;

/**
 * The entries of a draw as columns: a million of them take 34 MB, where texts would not fit into an object's memory. Public files
 * hold the entries in ascending order, and so does everything that is read from them.
 */
export type Population = {
  readonly count: number;
  /** 32 bytes each. */
  readonly entries: Uint8Array;
  /** 1 to `WEIGHT_MAX`. */
  readonly weights: Uint8Array;
};

/** A population with what became of each entry. */
export type JudgedPopulation = Population & {
  /** Places in `ENTRY_STATUSES`. */
  readonly statuses: Uint8Array;
};

export function entryAt({ entries }: Pick<Population, "entries">, index: number): Uint8Array {
  return entries.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}

export function statusAt({ statuses }: Pick<JudgedPopulation, "statuses">, index: number): EntryStatus {
  const status = ENTRY_STATUSES[statuses[index] ?? -1];
  if (status === undefined) throw new TypeError(`Entry ${index} has no status.`);
  return status;
}

/** The same population in ascending order of its entries, as it is published. */
export function sortedPopulation(population: JudgedPopulation): JudgedPopulation {
  const { count, entries, weights, statuses } = population;
  const order = new Uint32Array(count).map((_, index) => index);
  const prefixes = new DataView(entries.buffer, entries.byteOffset);
  const prefixOf = (index: number) => prefixes.getUint32(index * HASH_BYTES);
  order.sort((a, b) => prefixOf(a) - prefixOf(b) || compareBytes(entryAt(population, a), entryAt(population, b)));
  const sorted = new Uint8Array(entries.length);
  for (let at = 0; at < count; at += 1) sorted.set(entryAt(population, order[at] ?? 0), at * HASH_BYTES);
  const columnOf = (column: Uint8Array) => new Uint8Array(count).map((_, at) => column[order[at] ?? 0] ?? 0);
  return { count, entries: sorted, weights: columnOf(weights), statuses: columnOf(statuses) };
}

/** The place of an entry in a sorted population; where it is absent, the place at which it would stand. */
export function placeOf(
  population: Population,
  entry: Uint8Array,
): { readonly index: number; readonly found: boolean } {
  let [low, high] = [0, population.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareBytes(entryAt(population, middle), entry) < 0) low = middle + 1;
    else high = middle;
  }
  return { index: low, found: low < population.count && compareBytes(entryAt(population, low), entry) === 0 };
}
