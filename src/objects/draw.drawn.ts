import { HASH_BYTES, toHex } from "../domain/draw/bytes.ts";
import { DrawOrder, keysBySeed } from "../domain/draw/draw-order.ts";
import { openingLines } from "../domain/draw/openings-file.ts";
import { entryAt, type JudgedPopulation, statusAt } from "../domain/draw/population.ts";
import { assert } from "../domain/result.ts";
import type { DrawnPlace } from "../domain/sale/calling/calling.ts";
import { streamOnce } from "../platform/records/public-records.ts";
import { bytesOf, clearFor, readClasses, readPopulation } from "./draw.list.ts";
import { type DrawParts, drawSecretOf, seedOf } from "./draw.parts.ts";
import type { StepRoom } from "./draw.room.ts";
import type { DrawStore } from "./draw.sql.ts";
import type { DrawState } from "./draw.state.ts";

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

/** The list and its order, made from what is kept, and made again where the object was restarted. */
export class DrawnList {
  readonly #room: StepRoom;
  #drawn: Drawn | undefined;

  /** @param room that nothing else is kept in once a list is frozen */
  constructor(room: StepRoom) {
    this.#room = room;
  }

  /** Draws the order. @param keep it is to be kept as what it is given */
  draw(parts: DrawParts, keep: (writeOrder: () => void) => void): void {
    const { store, state } = parts;
    const n = countOf(state);
    this.#drawn = undefined;
    const room = this.#room;
    clearFor(room, n);
    const order = new DrawOrder(readPopulation({ store, room }, n), seedOf(parts), room);
    order.makeKeys(0, n);
    const drawn = order.order();
    keep(() => store.writeColumn(ORDER, bytesOf(drawn)));
    room.free();
  }

  read({ store, state }: DrawParts): Drawn {
    if (this.#drawn !== undefined) return this.#drawn;
    const n = countOf(state);
    const room = this.#room;
    clearFor(room, n);
    const population = readPopulation({ store, room }, n);
    const [order, places] = [room.words(n), room.words(n)];
    store.readColumn(ORDER, bytesOf(order));
    let eligible = 0;
    for (const index of order) {
      places[index] = eligible + 1;
      if (statusAt(population, index) === "eligible") eligible += 1;
    }
    this.#drawn = { population, classes: readClasses({ store, room }, n), order, places, eligible };
    return this.#drawn;
  }
}

function countOf({ commitment }: DrawState): number {
  assert(commitment !== undefined, "an order is drawn of a list");
  return commitment.body.n;
}

/** Entries that redraws have called: their own order passes them by. */
export function redrawnEntries({ store, state }: DrawParts): ReadonlySet<number> {
  const entries = new Set<number>();
  for (const { round, called } of state.redraws ?? []) {
    for (const index of readRedrawn(store, round, called)) entries.add(index);
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
  const sought = new Set(held.map(({ place }) => place));
  const first = new Map<number, number>();
  for (const index of order) {
    const place = places[index] ?? 0;
    if (sought.has(place) && statusAt(population, index) === "eligible") first.set(place, index);
  }
  return held.map(({ round, place }) => {
    const redraw = state.redraws?.find((each) => each.round === round);
    const index = redraw === undefined ? first.get(place) : readRedrawn(store, round, redraw.called)[place - 1];
    assert(index !== undefined, "who bought in a turn has an entry");
    return toHex(entryAt(population, index));
  });
}

function readRedrawn(store: DrawStore, round: number, called: number): Uint32Array {
  const indices = new Uint32Array(called);
  store.readColumn(redrawnColumn(round), bytesOf(indices));
  return indices;
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
