import { compareBytes, fromHex, HASH_BYTES, toHex } from "../bytes.ts";
import { DrawOrder } from "../draw-order.ts";
import { type Opening, parseOpeningLine } from "../openings-file.ts";
import { entryAt, indexOfEntry } from "../population.ts";
import { type EntryStatus, sealOf } from "../seal.ts";
import { type DrawFault, type DrawFaultCode, fault } from "./faults.ts";
import type { ReadList } from "./read-list.ts";

/** What a result, a wave or a redraw says, beside what follows from the order. */
export type StatedCalling = {
  readonly called: number;
  readonly cutoff: string;
  readonly skippedAboveLine?: number | undefined;
};
type CalledFault = DrawFaultCode & `${string}-${"called" | "cutoff" | "skipped"}`;

/** The order of one seed with the seals of it that were opened. */
export class ReplayedOrder {
  readonly #list: ReadList;
  readonly #saleId: string;
  readonly #order: Uint32Array;
  readonly #keys: DrawOrder;
  readonly #openings: readonly Opening[];
  #passed = 0;

  /** @param openings the lines of its file; of a redraw, its own */
  constructor(
    list: ReadList,
    seed: Uint8Array,
    {
      saleId,
      openings,
      without,
    }: {
      readonly saleId: string;
      readonly openings: readonly Opening[];
      readonly without: ReadonlySet<number>;
    },
  ) {
    this.#list = list;
    this.#saleId = saleId;
    this.#openings = openings;
    this.#keys = new DrawOrder(list, seed);
    this.#keys.makeKeys(0, list.count);
    const order = this.#keys.order();
    this.#order = without.size === 0 ? order : order.filter((index) => !without.has(index));
  }

  /** Entries above the line, by what was opened. */
  get passed(): number {
    return this.#passed;
  }

  /** The place of an entry in this order, from 0. */
  placeOf(index: number): number {
    return this.#order.indexOf(index);
  }

  keyAt(index: number): string {
    return toHex(this.#keys.keyAt(index));
  }

  /** The first opening that is not of this order, or does not open what was sealed. */
  findWrongOpening(): DrawFault | undefined {
    for (const [place, { entry, sealSalt, status }] of this.#openings.entries()) {
      const at = `opening ${place + 1}`;
      const index = this.#order[place];
      if (index === undefined || compareBytes(entryAt(this.#list, index), entry) !== 0)
        return fault("openings-order", at);
      const seal = this.#list.seals.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
      if (compareBytes(sealOf(sealSalt, this.#saleId, entry, status), seal) !== 0) return fault("openings-seal", at);
    }
    return undefined;
  }

  /**
   * Walks on until so many are called, or all that there are, and compares with what a statement says.
   * @param already entries that another order has called
   * @returns the entries called
   */
  walk(
    said: StatedCalling,
    by: {
      readonly wanted: number;
      readonly already: ReadonlySet<number>;
      readonly kind: "result" | "wave" | "redraw";
      readonly at: string;
    },
  ): readonly number[] | DrawFault {
    const called: number[] = [];
    let [passed, skipped] = [this.#passed, 0];
    for (let place = passed; called.length < by.wanted; place += 1) {
      const index = this.#order[place];
      if (index === undefined) return fault(`${by.kind}-called` satisfies CalledFault, by.at);
      const opening = this.#openings[place];
      if (opening === undefined) return fault("openings-missing", by.at);
      if (opening.status !== "eligible" || by.already.has(index)) continue;
      called.push(index);
      skipped += place - passed;
      passed = place + 1;
    }
    const last = this.#order[passed - 1];
    const cutoff = last === undefined ? "0".repeat(2 * HASH_BYTES) : this.keyAt(last);
    if (said.called !== called.length) return fault(`${by.kind}-called` satisfies CalledFault, by.at);
    if (said.cutoff !== cutoff) return fault(`${by.kind}-cutoff` satisfies CalledFault, by.at);
    if (by.kind !== "wave" && said.skippedAboveLine !== skipped) return fault(`${by.kind}-skipped`, by.at);
    this.#passed = passed;
    return called;
  }

  /** Whether more seals were opened than the line lets. */
  findExtraOpening(): DrawFault | undefined {
    return this.#openings.length > this.#passed ? fault("openings-extra", `opening ${this.#passed + 1}`) : undefined;
  }

  /** Entries that were opened, by status. */
  opened(): { readonly [status in EntryStatus]: number } {
    const counts = { eligible: 0, shared: 0, excluded: 0 };
    for (const { status } of this.#openings) counts[status] += 1;
    return counts;
  }
}

/** Reads a file of opened seals. */
export function readOpenings(file: string): readonly Opening[] | DrawFault {
  const lines = file.split("\n");
  if (lines.pop() !== "") return fault("openings-malformed", `opening ${lines.length + 1}`);
  const openings: Opening[] = [];
  for (const line of lines) {
    const opening = parseOpeningLine(line);
    if (opening === undefined) return fault("openings-malformed", `opening ${openings.length + 1}`);
    openings.push(opening);
  }
  return openings;
}

/** The index of an entry in the list; undefined where it is not in it. */
export function indexOf(list: ReadList, entryHex: string): number | undefined {
  const entry = fromHex(entryHex);
  if (entry === undefined) return undefined;
  const { index, found } = indexOfEntry(list, entry);
  return found ? index : undefined;
}
