import { HASH_BYTES } from "../domain/draw/bytes.ts";
import type { Exclusions } from "../domain/draw/commit.ts";
import { countOfPart, LINE_BYTES, PART_ENTRIES, partsOf, TILE_ENTRIES } from "../domain/draw/entries-file.ts";
import { Groups, SHARED_KEY_BYTES, sharersByAnyKey, sharersByKey } from "../domain/draw/groups.ts";
import { shareWithinGroups } from "../domain/draw/keep.ts";
import { entryAt, type JudgedPopulation, sortPopulation } from "../domain/draw/population.ts";
import { EXCLUSION_CLASSES } from "../domain/draw/statements.ts";
import { NEAR_KEYS_MAX } from "../domain/identity/address/near-keys.ts";
import { JOINING_KINDS, nearNumbers, SHARED_KINDS } from "../domain/registration/evidence.ts";
import { SHARER_KINDS, type SharerKind, type Sharers } from "../domain/registration/judge-registration.ts";
import { SHARED_BYTES } from "./draw.pages.ts";
import type { StepRoom } from "./draw.room.ts";
import { COLUMN_PART_BYTES, type DrawStore } from "./draw.sql.ts";

/*
 * The list of a draw in the columns of its database, from the pages that were read to what is committed to. What a function makes
 * is written by its caller, with the state that says so.
 */

/** Where a list is worked with, and how it is found there. What is read stands in the room until that is cleared. */
export type ListParts = { readonly store: DrawStore; readonly room: StepRoom };

/** What a step takes of a room at most, for each entry: sorting the list takes most. */
const BYTES_OF_ENTRY = 64;

/** Room for one step with a list of so many entries; what stood in it is gone. */
export function clearFor(room: StepRoom, count: number): void {
  room.clear(count * BYTES_OF_ENTRY + Math.min(count, PART_ENTRIES) * LINE_BYTES);
}

/** What an entry is judged: eligible, the place of its class of exclusion counted from 1, or no entry any more. */
export const ELIGIBLE = 0;
export const GONE = 255;
export const ONE_TICKET = 1;
/** A weight is below this, so that a class of exclusion fits above it while the list is sorted. */
const CLASS_SHIFT = 4;

/** What judging works with beside one page: made from what is kept, and made again where the object was restarted. */
export type SharerCounts = {
  readonly counts: { readonly [kind in SharerKind]?: Uint16Array };
  readonly roots: Uint32Array;
  readonly sizes: Uint32Array;
};

export type Joined = { readonly kind: number; readonly roots: Uint32Array; readonly sharers: Uint16Array };

/** The list as it is fixed, before it is written. */
export type FixedList = { readonly population: JudgedPopulation; readonly classes: Uint8Array };

/** Counts who shares a key of one kind, and joins them where it says that entries are of one party. @param at of the kind */
export function joinKind({ store, room }: ListParts, at: number, count: number): Joined {
  const keys = room.bytes(count * SHARED_KEY_BYTES);
  for (const { first, keys: page } of store.pageKeys("keys")) {
    for (let index = 0; index * SHARED_BYTES < page.length; index += 1) {
      const from = index * SHARED_BYTES + at * SHARED_KEY_BYTES;
      keys.set(page.subarray(from, from + SHARED_KEY_BYTES), (first + index) * SHARED_KEY_BYTES);
    }
  }
  const groups = new Groups(count, at === 0 ? undefined : readRoots({ store, room }, count), room);
  const joined = JOINING_KINDS.some((joining) => joining === SHARED_KINDS[at]) ? groups : undefined;
  const sharers = sharersByKey(keys, { room, joined });
  return { kind: at, roots: groups.roots(), sharers };
}

export function writeJoined(store: DrawStore, { kind, roots, sharers }: Joined): void {
  store.writeColumn("groups", bytesOf(roots));
  store.writeColumn(`sharers:${SHARED_KINDS[kind]}`, bytesOf(sharers));
}

/** How many others have nearly the address of each entry. */
export function nearSharers({ store, room }: ListParts, count: number): Uint16Array {
  const keys = room.doubles(count * NEAR_KEYS_MAX);
  for (const { first, keys: page } of store.pageKeys("near")) nearNumbers(page, keys.subarray(first * NEAR_KEYS_MAX));
  return sharersByAnyKey(keys, NEAR_KEYS_MAX, room);
}

export function writeNearSharers(store: DrawStore, sharers: Uint16Array): void {
  store.writeColumn("sharers:near", bytesOf(sharers));
}

export function readSharers({ store, room }: ListParts, count: number): SharerCounts {
  const roots = readRoots({ store, room }, count);
  const sizes = room.words(count);
  for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
  const counts: { [kind in SharerKind]?: Uint16Array } = {};
  for (const kind of SHARER_KINDS) {
    const column = room.halfWords(count);
    store.readColumn(`sharers:${kind}`, bytesOf(column));
    counts[kind] = column;
  }
  return { counts, roots, sizes };
}

export function sharersOf({ counts, roots, sizes }: SharerCounts, index: number): Sharers {
  const others: { [kind in SharerKind]?: number } = {};
  for (const kind of SHARER_KINDS) others[kind] = counts[kind]?.[index] ?? 0;
  return { others, group: sizes[roots[index] ?? index] ?? 1 };
}

/** Shares the chances of households and puts the list in order. @param read entries of all pages, those included that are gone */
export function fixList(
  { store, room }: ListParts,
  read: number,
  { charterHash, perHousehold }: { readonly charterHash: Uint8Array; readonly perHousehold: number },
): FixedList {
  const { population, groups, classes } = readJudged({ store, room }, read);
  room.within(() =>
    population.statuses.set(
      shareWithinGroups(population, { groups, excluded: classes, perHousehold, charterHash, room }),
    ),
  );
  const { weights } = population;
  for (let at = 0; at < population.count; at += 1)
    weights[at] = (weights[at] ?? 0) | ((classes[at] ?? 0) << CLASS_SHIFT);
  room.within(() => sortPopulation(population, room));
  for (const [at, weight] of weights.entries()) {
    classes[at] = weight >> CLASS_SHIFT;
    weights[at] = weight & ((1 << CLASS_SHIFT) - 1);
  }
  return { population, classes };
}

/** What the list was made of is not kept beside it. */
export function writeList(store: DrawStore, { population, classes }: FixedList): void {
  store.writeColumn("entries", population.entries);
  store.writeColumn("weights", population.weights);
  store.writeColumn("statuses", population.statuses);
  store.writeColumn("classes", classes);
  for (const kind of SHARER_KINDS) store.dropColumn(`sharers:${kind}`);
  store.dropColumn("groups");
  store.dropPages();
}

/** The list as it was fixed. */
export function readPopulation({ store, room }: ListParts, count: number): JudgedPopulation {
  return {
    count,
    entries: store.readColumn("entries", room.bytes(HASH_BYTES * count)),
    weights: store.readColumn("weights", room.bytes(count)),
    statuses: store.readColumn("statuses", room.bytes(count)),
  };
}

/** One part of it, counted from 0, and nothing of the others. */
export function readPart({ store, room }: ListParts, count: number, part: number): JudgedPopulation {
  const inPart = countOfPart(count, part);
  // A part of the entries is whole parts of their column; of the other columns it stands within one.
  const from = part * PART_ENTRIES;
  const entries = room.bytes(HASH_BYTES * inPart);
  store.readColumn("entries", entries, (HASH_BYTES * from) / COLUMN_PART_BYTES);
  const bytes = (name: string) => {
    const [fromPart, skipped] = [Math.floor(from / COLUMN_PART_BYTES), from % COLUMN_PART_BYTES];
    return store.readColumn(name, room.bytes(skipped + inPart), fromPart).subarray(skipped);
  };
  return { count: inPart, entries, weights: bytes("weights"), statuses: bytes("statuses") };
}

export function readClasses({ store, room }: ListParts, count: number): Uint8Array {
  return store.readColumn("classes", room.bytes(count));
}

/** Why entries of the list are excluded. */
export function exclusionsOf(classes: Uint8Array): Exclusions {
  return {
    *[Symbol.iterator]() {
      for (const [index, each] of classes.entries()) {
        const kind = EXCLUSION_CLASSES[each - 1];
        if (kind !== undefined) yield { index, kind };
      }
    },
  };
}

export function writeTiles(store: DrawStore, part: number, tiles: readonly Uint8Array[]): void {
  store.writeColumn(tilesColumn(part), joined(tiles));
}

export function readTiles(store: DrawStore, count: number): readonly Uint8Array[] {
  const tiles: Uint8Array[] = [];
  const inPart = PART_ENTRIES / TILE_ENTRIES;
  const perPart = (part: number) => Math.min(inPart, Math.ceil(count / TILE_ENTRIES) - part * inPart);
  for (let part = 0; part < partsOf(count); part += 1) {
    const bytes = store.readColumn(tilesColumn(part), new Uint8Array(perPart(part) * HASH_BYTES));
    for (let at = 0; at < bytes.length; at += HASH_BYTES) tiles.push(bytes.subarray(at, at + HASH_BYTES));
  }
  return tiles;
}

/** For each tile its first entry and its hash: what a proof of one entry needs beside the lines of its tile. */
export function tileIndex(population: JudgedPopulation, tiles: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joined(tiles.flatMap((tile, at) => [entryAt(population, at * TILE_ENTRIES), tile]));
}

/** The entries that were judged, without those that are gone. */
function readJudged({ store, room }: ListParts, read: number) {
  const roots = readRoots({ store, room }, read);
  const entries = room.bytes(read * HASH_BYTES);
  const [classes, weights] = [room.bytes(read), room.bytes(read)];
  /** By the group as it was joined, the first of its entries that is left, counted from 1. */
  const firstOf = room.words(read);
  let [index, count] = [0, 0];
  for (const page of store.pages()) {
    for (let at = 0; at * HASH_BYTES < page.entries.length; at += 1, index += 1) {
      const verdict = page.verdicts[at] ?? GONE;
      if (verdict === GONE) continue;
      entries.set(page.entries.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES), count * HASH_BYTES);
      const root = roots[index] ?? index;
      firstOf[root] ||= count + 1;
      // Never ahead of what is read of it.
      roots[count] = (firstOf[root] ?? 1) - 1;
      classes[count] = verdict;
      weights[count] = page.weights[at] ?? ONE_TICKET;
      count += 1;
    }
  }
  const population: JudgedPopulation = {
    count,
    entries: entries.subarray(0, count * HASH_BYTES),
    weights: weights.subarray(0, count),
    statuses: room.bytes(count),
  };
  return { population, groups: roots.subarray(0, count), classes: classes.subarray(0, count) };
}

function readRoots({ store, room }: ListParts, count: number): Uint32Array {
  const roots = room.words(count);
  store.readColumn("groups", bytesOf(roots));
  return roots;
}

function tilesColumn(part: number): string {
  return `tiles:${part}`;
}

function joined(hashes: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * HASH_BYTES);
  return bytes;
}

export function bytesOf(column: Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
