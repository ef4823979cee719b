import type { Due } from "./stored-rows.ts";

/** Entries that are kept: the first to be due. Of the others only the moment is known from which on they are read. */
const KEPT_MAX = 8192;
/** Read at once when the kept ones have run out. */
const READ_MAX = 1024;
/** Before any moment and any id. */
const BEGINNING: Due = { atMs: Number.NEGATIVE_INFINITY, id: "" };

/**
 * When the sale has to look at which hold or order, without reading them all: a heap of those that are due first, made from
 * their rows and kept up with what is written. Entries that have been overtaken stay in the heap until they come up.
 */
export class DueQueue {
  readonly #dueAfter: (entry: Due, max: number) => readonly Due[];
  readonly #heap: Due[] = [];
  readonly #dueAtMs = new Map<string, number>();
  /** Everything that is due up to this one is kept; undefined where everything is. */
  #keptTo: Due | undefined = BEGINNING;

  /** @param dueAfter reads from the rows; what has changed must be written before */
  constructor(dueAfter: (entry: Due, max: number) => readonly Due[]) {
    this.#dueAfter = dueAfter;
  }

  /** Notes what was written. Due at infinity is what nothing more will happen to. */
  note(entry: Due): void {
    const isKept = this.#keptTo === undefined || !isBefore(this.#keptTo, entry);
    if (!isKept || entry.atMs === Number.POSITIVE_INFINITY) {
      this.#dueAtMs.delete(entry.id);
      return;
    }
    this.#push(entry);
    if (this.#dueAtMs.size > KEPT_MAX) this.#keepFirst(KEPT_MAX / 2);
    else if (this.#heap.length > 2 * KEPT_MAX) this.#keepFirst(KEPT_MAX);
  }

  /** The first to be due; undefined where nothing is. */
  first(): Due | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined) {
        if (this.#keptTo === undefined) return undefined;
        this.#readMore(this.#keptTo);
      } else if (this.#dueAtMs.get(first.id) === first.atMs) return first;
      else this.#pop();
    }
  }

  /** What is due by a moment, at most so many, in order. It stays due until it is noted anew. */
  due(nowMs: number, max: number): readonly Due[] {
    const due: Due[] = [];
    for (
      let first = this.first();
      first !== undefined && first.atMs <= nowMs && due.length < max;
      first = this.first()
    ) {
      due.push(first);
      this.#dueAtMs.delete(first.id);
      this.#pop();
    }
    for (const entry of due) this.#push(entry);
    return due;
  }

  /** Forgets everything: what was noted did not stay. */
  clear(): void {
    this.#heap.length = 0;
    this.#dueAtMs.clear();
    this.#keptTo = BEGINNING;
  }

  #readMore(after: Due): void {
    const read = this.#dueAfter(after, READ_MAX);
    for (const entry of read) this.#push(entry);
    this.#keptTo = read.length < READ_MAX ? undefined : read.at(-1);
  }

  #keepFirst(max: number): void {
    const kept = [...this.#dueAtMs].map(([id, atMs]) => ({ id, atMs })).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    if (kept.length > max) this.#keptTo = kept[max - 1];
    this.#heap.length = 0;
    this.#dueAtMs.clear();
    // What is in order is a heap.
    for (const entry of kept.slice(0, max)) this.#push(entry);
  }

  #push(entry: Due): void {
    if (this.#dueAtMs.get(entry.id) === entry.atMs) return;
    this.#dueAtMs.set(entry.id, entry.atMs);
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = last;
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.id < b.id);
}
