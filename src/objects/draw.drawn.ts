import { HASH_BYTES, toHex } from "../domain/draw/bytes.ts";
import { keysBySeed } from "../domain/draw/draw-order.ts";
import { openingLines } from "../domain/draw/openings-file.ts";
import { entryAt, type JudgedPopulation, statusAt } from "../domain/draw/population.ts";
import { assert } from "../domain/result.ts";
import type { DrawnPlace } from "../domain/sale/calling/calling.ts";
import { streamOnce } from "../platform/records/public-records.ts";
import { type DrawParts, drawSecretOf, readPopulation } from "./draw.parts.ts";

/** Opened seals that are made at a time. */
const OPENINGS_AT_ONCE = 4096;
const NO_CUTOFF = "0".repeat(2 * HASH_BYTES);
/** A line of `openings.txt` without its status: entry, salt, two spaces and its end. */
const OPENING_BYTES = 4 * HASH_BYTES + 3;
const ORDER = "order";

/** The list and its order. */
export type Drawn = {
  readonly population: JudgedPopulation;
  readonly classes: Uint8Array;
  readonly order: Uint32Array;
  /** Of each entry of the list, its place among the eligible ones of the order, from 1; of another the place that comes next. */
  readonly places: Uint32Array;
  readonly eligible: number;
};

export function keepOrder({ store }: Pick<DrawParts, "store">, order: Uint32Array): void {
  store.writeColumn(ORDER, bytesOf(order));
}

/** The list and its order, made from what is kept, and made again where the object was restarted. */
export class DrawnList {
  #drawn: Drawn | undefined;

  read({ store, state }: DrawParts): Drawn {
    if (this.#drawn !== undefined) return this.#drawn;
    const { commitment } = state;
    assert(commitment !== undefined, "an order is drawn of a list");
    const { n } = commitment.body;
    const population = readPopulation(store, n);
    const order = new Uint32Array(store.readColumn(ORDER, 4 * n).buffer);
    const places = new Uint32Array(n);
    let eligible = 0;
    for (const index of order) {
      places[index] = eligible + 1;
      if (statusAt(population, index) === "eligible") eligible += 1;
    }
    this.#drawn = { population, classes: store.readColumn("classes", n), order, places, eligible };
    return this.#drawn;
  }
}

/** Entries that redraws have called: their own order passes them by. */
export function redrawnEntries({ store, state }: DrawParts): ReadonlySet<number> {
  const entries = new Set<number>();
  for (const { round, called } of state.redraws ?? []) {
    for (const index of new Uint32Array(store.readColumn(redrawnColumn(round), 4 * called).buffer)) entries.add(index);
  }
  return entries;
}

export function keepRedrawn({ store }: Pick<DrawParts, "store">, round: number, called: readonly number[]): void {
  store.writeColumn(redrawnColumn(round), bytesOf(Uint32Array.from(called)));
}

/** The entries that hold places, in hexadecimal: by the order of the draw, or of a redraw. */
export function entriesAt(
  { store, state }: DrawParts,
  { population, order, places }: Drawn,
  held: readonly DrawnPlace[],
): readonly string[] {
  const first = new Map<number, number>();
  for (const index of order) {
    if (statusAt(population, index) === "eligible") first.set(places[index] ?? 0, index);
  }
  return held.map(({ round, place }) => {
    const redraw = state.redraws?.find((each) => each.round === round);
    const index =
      redraw === undefined
        ? first.get(place)
        : new Uint32Array(store.readColumn(redrawnColumn(round), 4 * redraw.called).buffer)[place - 1];
    assert(index !== undefined, "who bought in a turn has an entry");
    return toHex(entryAt(population, index));
  });
}

function redrawnColumn(round: number): string {
  return `redrawn:${round}`;
}

/** The key of the last entry above a line, in hexadecimal. */
export function cutoffOf(seed: Uint8Array, { population }: Drawn, last: number | undefined): string {
  if (last === undefined) return NO_CUTOFF;
  return toHex(keysBySeed(seed)(entryAt(population, last), population.weights[last] ?? 0));
}

/** Opens the seals of all entries above a line, in a file of its own that never changes. */
export async function openSeals(
  { records, view, reached }: DrawParts,
  { population }: Drawn,
  { key, above }: { readonly key: string; readonly above: Uint32Array },
): Promise<void> {
  const drawSecret = drawSecretOf(view.sale);
  let length = 0;
  for (const index of above) length += OPENING_BYTES + statusAt(population, index).length;
  function* texts() {
    for (let from = 0; from < above.length; from += OPENINGS_AT_ONCE) {
      yield openingLines(population, drawSecret, above.subarray(from, from + OPENINGS_AT_ONCE));
    }
  }
  await streamOnce(records, key, { length, parts: texts(), contentType: "text/plain; charset=utf-8" });
  reached("seals-opened");
}

function bytesOf(column: Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
