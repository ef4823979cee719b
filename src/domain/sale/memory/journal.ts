import { assert } from "../../result.ts";

/**
 * What a transaction in memory overwrote, so that it can be put back. Rows are plain values by key and are never changed in
 * place, so a table is undone by putting its old rows back.
 */
export class Journal {
  readonly #undo: (() => void)[] = [];

  /** Runs commands; what they wrote stays if `run` returns, and nothing of it if it throws. Transactions do not nest. */
  transaction<T>(run: () => T): T {
    this.#undo.length = 0;
    try {
      return run();
    } catch (error) {
      for (const step of this.#undo.reverse()) step();
      throw error;
    }
  }

  write<Key, Row>(table: Map<Key, Row>, key: Key, row: Row): void {
    const before = table.get(key);
    this.#undo.push(() => {
      if (before === undefined) table.delete(key);
      else table.set(key, before);
    });
    table.set(key, row);
  }

  remove<Key, Row>(table: Map<Key, Row>, key: Key): void {
    const before = table.get(key);
    if (before === undefined) return;
    this.#undo.push(() => table.set(key, before));
    table.delete(key);
  }

  /** Refuses a second row under one key, as a primary key does. */
  insert<Key, Row>(table: Map<Key, Row>, key: Key, row: Row): void {
    assert(!table.has(key), `there is no row under ${String(key)} yet`);
    this.write(table, key, row);
  }
}
