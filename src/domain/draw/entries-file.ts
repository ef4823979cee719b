import { fromHex, HASH_BYTES, writeHex } from "./bytes.ts";
import { leafHash, TreeRoot } from "./merkle-tree.ts";
import { entryAt, type JudgedPopulation, statusAt, WEIGHT_MAX } from "./population.ts";
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
 * @param part counted from 0, of `PART_ENTRIES` each
 */
export function freezePart(
  population: JudgedPopulation,
  part: number,
  { drawSecret, saleId }: { readonly drawSecret: Uint8Array; readonly saleId: string },
): FrozenPart {
  const from = part * PART_ENTRIES;
  const until = Math.min(population.count, from + PART_ENTRIES);
  const lines = new Uint8Array(Math.max(0, until - from) * LINE_BYTES);
  const sealEntry = sealerOf(drawSecret, saleId);
  const tiles: Uint8Array[] = [];
  let tile = new TreeRoot();
  for (let index = from; index < until; index += 1) {
    const entry = entryAt(population, index);
    const line = lines.subarray((index - from) * LINE_BYTES, (index - from + 1) * LINE_BYTES);
    writeLine(line, {
      entry,
      weight: population.weights[index] ?? 0,
      seal: sealEntry(entry, statusAt(population, index)),
    });
    tile.add(leafHash(line.subarray(0, LEAF_BYTES)));
    if ((index + 1) % TILE_ENTRIES !== 0 && index + 1 < until) continue;
    tiles.push(tile.root());
    tile = new TreeRoot();
  }
  return { lines, tiles };
}

function writeLine(line: Uint8Array, { entry, weight, seal }: EntryLine): void {
  line.fill(SPACE);
  writeHex(entry, line, 0);
  line[WEIGHT_AT] = DIGIT_0 + weight;
  writeHex(seal, line, SEAL_AT);
  line[LEAF_BYTES] = LINE_END;
}

/** Parts that a population of so many entries is frozen in. */
export function partsOf(count: number): number {
  return Math.ceil(count / PART_ENTRIES);
}
