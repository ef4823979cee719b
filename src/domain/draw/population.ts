import { compareBytes, HASH_BYTES } from "./bytes.ts";
import { Room } from "./room.ts";
import { ENTRY_STATUSES, type EntryStatus } from "./seal.ts";
import { sortIndices } from "./sort-indices.ts";

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

/**
 * Puts a population in ascending order of its entries, as it is published: in place, since two copies of a million would not fit.
 */
export function sortPopulation(population: JudgedPopulation, room = new Room()): void {
  const { count, entries, weights, statuses } = population;
  const sources = room.words(count);
  for (let index = 0; index < count; index += 1) sources[index] = index;
  const prefixes = new DataView(entries.buffer, entries.byteOffset);
  sortIndices(sources, {
    wordOf: (index) => prefixes.getUint32(index * HASH_BYTES),
    compare: (a, b) => compareBytes(entryAt(population, a), entryAt(population, b)),
    room,
  });
  const entry = new Uint8Array(HASH_BYTES);
  for (let start = 0; start < count; start += 1) {
    // Each cycle of the permutation is moved around once, and its places are marked as their own sources.
    if (sources[start] === start) continue;
    entry.set(entryAt(population, start));
    const [weight, status] = [weights[start] ?? 0, statuses[start] ?? 0];
    let at = start;
    for (let from = sources[at] ?? at; from !== start; from = sources[at] ?? at) {
      entries.copyWithin(at * HASH_BYTES, from * HASH_BYTES, (from + 1) * HASH_BYTES);
      weights[at] = weights[from] ?? 0;
      statuses[at] = statuses[from] ?? 0;
      sources[at] = at;
      at = from;
    }
    entries.set(entry, at * HASH_BYTES);
    weights[at] = weight;
    statuses[at] = status;
    sources[at] = at;
  }
}

/** The place of an entry in a sorted population; where it is absent, the place at which it would stand. */
export function indexOfEntry(
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
