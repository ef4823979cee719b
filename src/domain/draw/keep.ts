import { compareBytes, hashOf, toHex, wordAt } from "./bytes.ts";
import { entryAt, type Population } from "./population.ts";
import { Room } from "./room.ts";
import { ENTRY_STATUSES } from "./seal.ts";
import { sortIndices } from "./sort-indices.ts";

const ELIGIBLE = ENTRY_STATUSES.indexOf("eligible");
const SHARED = ENTRY_STATUSES.indexOf("shared");
const EXCLUDED = ENTRY_STATUSES.indexOf("excluded");

/** By which a group keeps entries: nobody can try accounts until theirs is kept, and the operator cannot choose. */
export function keepHash(charterHash: Uint8Array, entry: Uint8Array): Uint8Array {
  return hashOf(`firsthand/keep/v1\n${toHex(charterHash)}\n${toHex(entry)}`);
}

/**
 * Gives each household the chances of one household, however many entries it sent: of the entries of a group that are not
 * excluded, those with the smallest keep hashes are eligible, the others shared.
 * @param groups the group of each entry, by the index of one of its entries
 * @param excluded zero where the policy does not exclude an entry
 * @returns places in `ENTRY_STATUSES`
 */
export function shareWithinGroups(
  population: Population,
  {
    groups,
    excluded,
    perHousehold,
    charterHash,
    room = new Room(),
  }: {
    readonly groups: Uint32Array;
    readonly excluded: Uint8Array;
    readonly perHousehold: number;
    readonly charterHash: Uint8Array;
    readonly room?: Room;
  },
): Uint8Array {
  const statuses = room.bytes(population.count).fill(ELIGIBLE);
  room.within(() => {
    const sizes = room.words(population.count);
    const groupOf = (index: number) => groups[index] ?? index;
    for (let index = 0; index < population.count; index += 1) {
      if ((excluded[index] ?? 0) !== 0) statuses[index] = EXCLUDED;
      else sizes[groupOf(index)] = (sizes[groupOf(index)] ?? 0) + 1;
    }
    const isCrowded = (index: number) => statuses[index] !== EXCLUDED && (sizes[groupOf(index)] ?? 0) > perHousehold;
    const all = room.words(population.count);
    let crowdedCount = 0;
    for (let index = 0; index < population.count; index += 1) if (isCrowded(index)) all[crowdedCount++] = index;
    const crowded = all.subarray(0, crowdedCount);
    const hashes = room.words(population.count);
    const hashAt = (index: number) => keepHash(charterHash, entryAt(population, index));
    for (const index of crowded) hashes[index] = wordAt(hashAt(index), 0);
    sortIndices(crowded, {
      wordOf: groupOf,
      compare: (a, b) =>
        groupOf(a) - groupOf(b) || (hashes[a] ?? 0) - (hashes[b] ?? 0) || compareBytes(hashAt(a), hashAt(b)),
      room,
    });
    let [group, kept] = [-1, 0];
    for (const index of crowded) {
      kept = groupOf(index) === group ? kept + 1 : 1;
      group = groupOf(index);
      if (kept > perHousehold) statuses[index] = SHARED;
    }
  });
  return statuses;
}
