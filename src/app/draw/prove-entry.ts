import { compareBytes, fromHex, HASH_BYTES, toHex } from "../../domain/draw/bytes.ts";
import { LEAF_BYTES, LINE_BYTES, TILE_ENTRIES } from "../../domain/draw/entries-file.ts";
import { inclusionProof, leafHash } from "../../domain/draw/merkle-tree.ts";
import type { DrawView } from "../../objects/draw.view.ts";
import type { Deps } from "../deps.ts";

/** A line of the public list, and what proves with the signed root that it is in it. */
export type ProvedEntry = { readonly line: string; readonly index: number; readonly proof: string[] };

const TILE_INDEX_BYTES = 2 * HASH_BYTES;

/**
 * Finds an entry in the published list, by what is public alone: the hashes of its tiles and the lines of one of them.
 * @returns undefined where the list is not out, or the entry is not in it
 */
export async function proveEntry(
  { records }: Deps,
  { commitment }: DrawView,
  entryHex: string,
): Promise<ProvedEntry | undefined> {
  const entry = fromHex(entryHex);
  if (commitment === undefined || entry === undefined) return undefined;
  const index = await bytesOf(records, commitment.tilesKey);
  const tiles = Math.floor((index?.length ?? 0) / TILE_INDEX_BYTES);
  if (index === undefined || tiles === 0) return undefined;
  const firstOf = (tile: number) => index.subarray(tile * TILE_INDEX_BYTES, tile * TILE_INDEX_BYTES + HASH_BYTES);
  let tile = 0;
  while (tile + 1 < tiles && compareBytes(firstOf(tile + 1), entry) <= 0) tile += 1;
  const offset = tile * TILE_ENTRIES * LINE_BYTES;
  const length = Math.min(TILE_ENTRIES, commitment.body.n - tile * TILE_ENTRIES) * LINE_BYTES;
  const lines = await bytesOf(records, commitment.entriesKey, { offset, length });
  if (lines === undefined) return undefined;
  const leaves = Array.from({ length: Math.floor(lines.length / LINE_BYTES) }, (_, at) =>
    lines.subarray(at * LINE_BYTES, at * LINE_BYTES + LEAF_BYTES),
  );
  const texts = leaves.map((leaf) => new TextDecoder().decode(leaf));
  const at = texts.findIndex((text) => text.startsWith(entryHex));
  const line = texts[at];
  if (line === undefined) return undefined;
  const hashes = Array.from({ length: tiles }, (_, each) =>
    index.subarray(each * TILE_INDEX_BYTES + HASH_BYTES, (each + 1) * TILE_INDEX_BYTES),
  );
  // Tiles are whole subtrees, so that a proof in the tile and one among the tiles are one.
  const proof = [...inclusionProof(leaves.map(leafHash), at), ...inclusionProof(hashes, tile)];
  return { line, index: tile * TILE_ENTRIES + at, proof: proof.map(toHex) };
}

async function bytesOf(
  records: R2Bucket,
  key: string,
  range?: { readonly offset: number; readonly length: number },
): Promise<Uint8Array | undefined> {
  const found = await records.get(key, range === undefined ? {} : { range });
  return found === null ? undefined : new Uint8Array(await found.arrayBuffer());
}
