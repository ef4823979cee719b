import { fromHex, HASH_BYTES, writeHex } from "./bytes.ts";
import { leafHash, TreeRoot } from "./merkle-tree.ts";
import { entryAt, type JudgedPopulation, statusAt, WEIGHT_MAX } from "./population.ts";
import { Room } from "./room.ts";
import { sealerOf } from "./seal.ts";

/** Bytes of a line of `entries.txt` without its end: all lines are of one length, so that a range finds any of them. */
export const LEAF_BYTES = 4 * HASH_BYTES + 3;
export const LINE_BYTES = LEAF_BYTES + 1;
/** Leaves under one tile: the hashes of tiles and the lines of one of them prove that an entry is in the list, or is not. */
export const TILE_ENTRIES = 1024;
/** Entries that are frozen in one part: about eight megabytes of the file, which storage takes as one part of an upload. */
export const PART_ENTRIES = 64 * TILE_ENTRIES;

const WEIGHT_AT = 2 * HASH_BYTES + 1;
const SEAL_AT = WEIGHT_AT + 2;
const SPACE = 0x20;
const DIGIT_0 = 0x30;
const LINE_END = 0x0a;

export type EntryLine = { readonly entry: Uint8Array; readonly weight: number; readonly seal: Uint8Array };

const LINE = new RegExp(`^([0-9a-f]{64}) ([1-${WEIGHT_MAX}]) ([0-9a-f]{64})$`);

/** A line without its end; undefined where it is written in another form. */
export function parseEntryLine(line: string): EntryLine | undefined {
  const [, entryHex = "", weight = "", sealHex = ""] = LINE.exec(line) ?? [];
  const [entry, seal] = [fromHex(entryHex), fromHex(sealHex)];
  return entry === undefined || seal === undefined ? undefined : { entry, weight: Number(weight), seal };
}

/** Some entries as they are published, and the hashes of their tiles. */
export type FrozenPart = { readonly lines: Uint8Array<ArrayBuffer>; readonly tiles: readonly Uint8Array[] };

/**
 * Writes and hashes the lines of one part of a sorted population. It depends on nothing but its part, so that a freeze that was
 * interrupted goes on with the part that it was at.
 * @param part the entries of one part, and none of the others
 */
export function freezePart(
  part: JudgedPopulation,
  {
    drawSecret,
    saleId,
    room = new Room(),
  }: { readonly drawSecret: Uint8Array; readonly saleId: string; readonly room?: Room },
): FrozenPart {
  const lines = room.bytes(part.count * LINE_BYTES);
  const sealEntry = sealerOf(drawSecret, saleId);
  const tiles: Uint8Array[] = [];
  let tile = new TreeRoot();
  for (let index = 0; index < part.count; index += 1) {
    const line = lines.subarray(index * LINE_BYTES, (index + 1) * LINE_BYTES);
    line.fill(SPACE);
    writeHex(entryAt(part, index), line, 0);
    line[WEIGHT_AT] = DIGIT_0 + (part.weights[index] ?? 0);
    writeHex(sealEntry(line.subarray(0, 2 * HASH_BYTES), statusAt(part, index)), line, SEAL_AT);
    line[LEAF_BYTES] = LINE_END;
    tile.add(leafHash(line.subarray(0, LEAF_BYTES)));
    if ((index + 1) % TILE_ENTRIES !== 0 && index + 1 < part.count) continue;
    tiles.push(tile.root());
    tile = new TreeRoot();
  }
  return { lines, tiles };
}

/** Parts that a population of so many entries is frozen in. */
export function partsOf(count: number): number {
  return Math.ceil(count / PART_ENTRIES);
}

/** Entries of one part of a population, which is counted from 0. */
export function countOfPart(count: number, part: number): number {
  return Math.max(0, Math.min(PART_ENTRIES, count - part * PART_ENTRIES));
}

/** One part of a population, as a view of it. */
export function partOf({ count, entries, weights, statuses }: JudgedPopulation, part: number): JudgedPopulation {
  const from = part * PART_ENTRIES;
  const until = from + countOfPart(count, part);
  return {
    count: until - from,
    entries: entries.subarray(from * HASH_BYTES, until * HASH_BYTES),
    weights: weights.subarray(from, until),
    statuses: statuses.subarray(from, until),
  };
}
