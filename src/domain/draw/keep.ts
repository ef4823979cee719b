import { compareBytes, hashOf, toHex } from "./bytes.ts";
import { entryAt, type Population } from "./population.ts";
import { ENTRY_STATUSES } from "./seal.ts";

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
 * @param excluded one where the policy excludes an entry, else zero
 * @returns places in `ENTRY_STATUSES`
 */
export function shareWithinGroups(
  population: Population,
  {
    groups,
    excluded,
    perHousehold,
    charterHash,
  }: {
    readonly groups: Uint32Array;
    readonly excluded: Uint8Array;
    readonly perHousehold: number;
    readonly charterHash: Uint8Array;
  },
): Uint8Array {
  const statuses = new Uint8Array(population.count).fill(ELIGIBLE);
  const sizes = new Uint32Array(population.count);
  for (let index = 0; index < population.count; index += 1) {
    const group = groups[index] ?? index;
    if (excluded[index] === 1) statuses[index] = EXCLUDED;
    else sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const crowded = new Map<number, { readonly index: number; readonly hash: Uint8Array }[]>();
  for (let index = 0; index < population.count; index += 1) {
    const group = groups[index] ?? index;
    if (statuses[index] === EXCLUDED || (sizes[group] ?? 0) <= perHousehold) continue;
    const kept = crowded.get(group) ?? [];
    crowded.set(group, kept);
    keepSmallest(kept, { index, hash: keepHash(charterHash, entryAt(population, index)) }, perHousehold);
    statuses[index] = SHARED;
  }
  for (const kept of crowded.values()) for (const { index } of kept) statuses[index] = ELIGIBLE;
  return statuses;
}

/** Keeps the smallest of a group in ascending order, so that a farm of thousands takes no more room than its chances. */
function keepSmallest<Kept extends { readonly hash: Uint8Array }>(kept: Kept[], candidate: Kept, most: number): void {
  const place = kept.findIndex(({ hash }) => compareBytes(candidate.hash, hash) < 0);
  kept.splice(place < 0 ? kept.length : place, 0, candidate);
  if (kept.length > most) kept.pop();
}
