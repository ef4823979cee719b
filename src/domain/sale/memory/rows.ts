import { assert } from "../../result.ts";
import type { KnownNames } from "./known-names.ts";
import { RecentRows } from "./recent-rows.ts";
import type { BackingRows, RowChange } from "./stored-rows.ts";

/** In place of a row that the backing was asked for and does not have. */
const ABSENT: unique symbol = Symbol("absent");

/**
 * How a changed row is kept over a crash: in the redo log until it is folded into its table, in its table at once, or not at all,
 * since it follows from other rows and is made of them anew.
 */
export type Durability = "logged" | "at once" | "follows";

/** How the rows of one table are kept in memory. */
export type Keeping = {
  /** Rows that stay in memory once they were read or written. */
  readonly keptMax: number;
  readonly durability?: Durability;
  /** Tells which rows need not be looked for, and of which part of their keys. */
  readonly names?: KnownNames | undefined;
  readonly nameOf?: ((key: string) => string) | undefined;
};

/**
 * The rows of one table in memory, over those that are stored: what changed and is not in the table yet, what was read or written
 * before, and which names there are at all. Rows are plain values by key and are never changed in place.
 *
 * What changed is in two parts, as in a log-structured merge tree: the young part takes every change, the old one is being written
 * to the table in the order of its keys. A row that changes again meanwhile is young again, and waits for its next turn.
 */
export class Rows<Row> {
  readonly durability: Durability;
  readonly #behind: BackingRows<Row>;
  readonly #names: KnownNames | undefined;
  readonly #nameOf: (key: string) => string;
  #young = new Map<string, RowChange<Row>>();
  #old = new Map<string, RowChange<Row>>();
  /** Keys that the transaction has changed. */
  readonly #touched = new Set<string>();
  readonly #kept: RecentRows<Row | typeof ABSENT>;

  constructor(behind: BackingRows<Row>, { keptMax, durability = "logged", names, nameOf = (key) => key }: Keeping) {
    this.durability = durability;
    this.#behind = behind;
    this.#names = names;
    this.#nameOf = nameOf;
    this.#kept = new RecentRows(keptMax);
  }

  get(key: string): Row | undefined {
    const changed = this.#changed(key);
    return changed === undefined ? this.#stored(key) : changed.row;
  }

  /** The rows under some keys in the order of the keys, in one read; keys without a row are left out. None of them is read again soon. */
  getAll(keys: readonly string[]): ReadonlyMap<string, Row> {
    const known = keys.map((key) => this.#known(key));
    const read = known.includes(undefined)
      ? this.#behind.read(keys.filter((_, at) => known[at] === undefined))
      : undefined;
    const rows = new Map<string, Row>();
    for (const [at, key] of keys.entries()) {
      const row = known[at] ?? read?.get(key) ?? ABSENT;
      if (row !== ABSENT) rows.set(key, row);
      // What the names tell of a key holds no longer once a key of the same name is put.
      if (row === ABSENT || known[at] === undefined) this.#kept.keep(key, row);
    }
    return rows;
  }

  put(key: string, row: Row): void {
    const changed = this.#changed(key);
    if (changed === undefined) this.#putFirst(key, row, this.#stored(key));
    else this.#putAgain(changed, row);
  }

  /** Puts what follows from the row that is there. */
  update(key: string, next: (row: Row | undefined) => Row): void {
    const changed = this.#changed(key);
    if (changed !== undefined) {
      this.#putAgain(changed, next(changed.row));
      return;
    }
    const stored = this.#stored(key);
    this.#putFirst(key, next(stored), stored);
  }

  /** Refuses a second row under one key, as a primary key does. */
  insert(key: string, row: Row): void {
    assert(this.get(key) === undefined, `there is no row under ${key} yet`);
    this.put(key, row);
  }

  /** Rows that the transaction has changed, as they are now, in the order in which they first did; from here on the next one has changed none. */
  takeTouched(): readonly (readonly [key: string, row: Row])[] {
    if (this.#touched.size === 0) return [];
    const touched: (readonly [string, Row])[] = [];
    for (const key of this.#touched) {
      const change = this.#young.get(key);
      if (change !== undefined) touched.push([key, change.row]);
    }
    this.#touched.clear();
    return touched;
  }

  /** Takes up what the log says of rows whose change was not folded. In one read of those that are stored. */
  restore(rows: ReadonlyMap<string, Row>): void {
    const stored = this.#behind.read([...rows.keys()]);
    for (const [key, row] of rows) {
      this.#young.set(key, { key, row, before: stored.get(key) });
      this.#names?.add(this.#nameOf(key));
    }
  }

  /** What is young becomes old. To be called when nothing is old any more. */
  age(): void {
    this.#old = new Map([...this.#young].sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#young = new Map();
  }

  /** Writes old rows to the table, the first in the order of their keys. @returns how many */
  foldOld(max: number): number {
    if (this.#old.size === 0 || max <= 0) return 0;
    const changes: RowChange<Row>[] = [];
    for (const change of this.#old.values()) {
      changes.push(change);
      if (changes.length === max) break;
    }
    this.#write(changes);
    for (const { key } of changes) this.#old.delete(key);
    return changes.length;
  }

  /** Writes every changed row to the table. */
  fold(): void {
    if (this.#old.size + this.#young.size === 0) return;
    this.#write([...this.#old.values(), ...this.#young.values()]);
    this.#old.clear();
    this.#young.clear();
    this.#touched.clear();
  }

  /** Forgets what was changed and what was read. */
  discard(): void {
    this.#old.clear();
    this.#young.clear();
    this.#touched.clear();
    this.#kept.clear();
  }

  #write(changes: readonly RowChange<Row>[]): void {
    this.#behind.write(changes);
    for (const { key, row } of changes) this.#kept.keep(key, row);
  }

  #changed(key: string): RowChange<Row> | undefined {
    return this.#young.get(key) ?? (this.#old.size === 0 ? undefined : this.#old.get(key));
  }

  /** The row in the table. */
  #stored(key: string): Row | undefined {
    const known = this.#knownStored(key);
    if (known !== undefined) return known === ABSENT ? undefined : known;
    const row = this.#behind.read([key]).get(key);
    this.#kept.keep(key, row ?? ABSENT);
    return row;
  }

  #putFirst(key: string, row: Row, before: Row | undefined): void {
    this.#young.set(key, { key, row, before });
    this.#touched.add(key);
    // The name of a row that was there is known already, or will be learnt.
    if (before === undefined) this.#names?.add(this.#nameOf(key));
  }

  #putAgain({ key, before }: RowChange<Row>, row: Row): void {
    if (this.#old.size > 0) this.#old.delete(key);
    this.#young.set(key, { key, row, before });
    this.#touched.add(key);
  }

  /** What memory says of a key; undefined where the backing has to be asked. */
  #known(key: string): Row | typeof ABSENT | undefined {
    return this.#changed(key)?.row ?? this.#knownStored(key);
  }

  #knownStored(key: string): Row | typeof ABSENT | undefined {
    const kept = this.#kept.find(key);
    if (kept !== undefined) return kept;
    return this.#names === undefined || this.#names.mayHave(this.#nameOf(key)) ? undefined : ABSENT;
  }
}
