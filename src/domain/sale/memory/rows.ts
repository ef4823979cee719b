import { assert } from "../../result.ts";
import type { KnownNames } from "./known-names.ts";
import { RecentRows } from "./recent-rows.ts";
import type { BackingRows, RowChange } from "./stored-rows.ts";

/** In place of a row that the backing was asked for and does not have. */
const ABSENT: unique symbol = Symbol("absent");

/** How the rows of one table are kept in memory. */
export type Keeping = {
  /** Rows that stay in memory once they were read or written. */
  readonly keptMax: number;
  /** Tells which rows need not be looked for, and of which part of their keys. */
  readonly names?: KnownNames | undefined;
  readonly nameOf?: ((key: string) => string) | undefined;
};

/**
 * The rows of one table in memory, over those that are stored: what a transaction changed, what was read or written before,
 * and which names there are at all. Rows are plain values by key and are never changed in place. Everything here can be dropped
 * at any moment but the changes, which `flush` writes inside the transaction that they belong to.
 */
export class Rows<Row> {
  readonly #behind: BackingRows<Row>;
  readonly #names: KnownNames | undefined;
  readonly #nameOf: (key: string) => string;
  readonly #changed = new Map<string, RowChange<Row>>();
  readonly #kept: RecentRows<Row | typeof ABSENT>;

  constructor(behind: BackingRows<Row>, { keptMax, names, nameOf = (key) => key }: Keeping) {
    this.#behind = behind;
    this.#names = names;
    this.#nameOf = nameOf;
    this.#kept = new RecentRows(keptMax);
  }

  get(key: string): Row | undefined {
    const known = this.#known(key);
    if (known !== undefined) return known === ABSENT ? undefined : known;
    const row = this.#behind.read([key]).get(key);
    this.#kept.keep(key, row ?? ABSENT);
    return row;
  }

  /** The rows under some keys in the order of the keys, in one read; keys without a row are left out. */
  getAll(keys: readonly string[]): ReadonlyMap<string, Row> {
    const unknown = keys.filter((key) => this.#known(key) === undefined);
    const read = unknown.length === 0 ? undefined : this.#behind.read(unknown);
    for (const key of unknown) this.#kept.keep(key, read?.get(key) ?? ABSENT);
    const rows = new Map<string, Row>();
    for (const key of keys) {
      const known = read?.get(key) ?? this.#known(key);
      if (known !== undefined && known !== ABSENT) rows.set(key, known);
    }
    return rows;
  }

  put(key: string, row: Row): void {
    const changed = this.#changed.get(key);
    this.#changed.set(key, { key, row, before: changed === undefined ? this.get(key) : changed.before });
    this.#names?.add(this.#nameOf(key));
  }

  /** Refuses a second row under one key, as a primary key does. */
  insert(key: string, row: Row): void {
    assert(this.get(key) === undefined, `there is no row under ${key} yet`);
    this.put(key, row);
  }

  /** Writes what changed, in the order in which it did so first. */
  flush(): void {
    if (this.#changed.size === 0) return;
    const changes = [...this.#changed.values()];
    this.#behind.write(changes);
    for (const { key, row } of changes) this.#kept.keep(key, row);
    this.#changed.clear();
  }

  /** Forgets what was changed and what was read: the transaction was rolled back. */
  discard(): void {
    this.#changed.clear();
    this.#kept.clear();
  }

  /** What memory says of a key; undefined where the backing has to be asked. */
  #known(key: string): Row | typeof ABSENT | undefined {
    const changed = this.#changed.get(key);
    if (changed !== undefined) return changed.row;
    const kept = this.#kept.find(key);
    if (kept !== undefined) return kept;
    return this.#names === undefined || this.#names.mayHave(this.#nameOf(key)) ? undefined : ABSENT;
  }
}
