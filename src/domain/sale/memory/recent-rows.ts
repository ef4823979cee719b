/**
 * The rows that were used last, by key, in two halves: whatever is used moves into the young half, and once that is full the old
 * half goes. A row that is asked for again within half of the rows is still there, and nothing is sorted or linked.
 */
export class RecentRows<Row> {
  readonly #halfMax: number;
  #young = new Map<string, Row>();
  #old = new Map<string, Row>();

  /** @param max never more rows than this; 0 keeps none */
  constructor(max: number) {
    this.#halfMax = Math.floor(max / 2);
  }

  find(key: string): Row | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.size === 0 ? undefined : this.#old.get(key);
    if (old !== undefined) this.keep(key, old);
    return old;
  }

  keep(key: string, row: Row): void {
    if (this.#halfMax === 0) return;
    if (this.#young.size >= this.#halfMax && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, row);
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }
}
