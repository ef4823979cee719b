import type { DueHold } from "./stored-rows.ts";

/** Holds that are kept: the first to be due. Of the others only the moment is known from which on they are read. */
const KEPT_MAX = 8192;
/** Read at once when the kept ones have run out. */
const READ_MAX = 1024;
/** Before any moment and any id. */
const BEGINNING: DueHold = { atMs: Number.NEGATIVE_INFINITY, holdId: "" };

/**
 * When the sale has to look at which hold, without reading them all: a heap of those that are due first, made from their rows
 * and kept up with what is written. Entries that have been overtaken stay in the heap until they come up.
 */
export class DueHolds {
  readonly #dueAfter: (hold: DueHold, max: number) => readonly DueHold[];
  readonly #heap: DueHold[] = [];
  readonly #dueAtMs = new Map<string, number>();
  /** Every hold that is due up to this one is kept; undefined where every hold is. */
  #keptTo: DueHold | undefined = BEGINNING;

  /** @param dueAfter reads holds from their rows; what has changed must be written before */
  constructor(dueAfter: (hold: DueHold, max: number) => readonly DueHold[]) {
    this.#dueAfter = dueAfter;
  }

  /** Notes a hold that was written. @param atMs infinity for a hold that nothing more will happen to */
  note(hold: DueHold): void {
    const isKept = this.#keptTo === undefined || !isBefore(this.#keptTo, hold);
    if (!isKept || hold.atMs === Number.POSITIVE_INFINITY) {
      this.#dueAtMs.delete(hold.holdId);
      return;
    }
    this.#push(hold);
    if (this.#dueAtMs.size > KEPT_MAX) this.#keepFirst(KEPT_MAX / 2);
    else if (this.#heap.length > 2 * KEPT_MAX) this.#keepFirst(KEPT_MAX);
  }

  /** The first hold to be due; undefined where none is. */
  first(): DueHold | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined) {
        if (this.#keptTo === undefined) return undefined;
        this.#readMore(this.#keptTo);
      } else if (this.#dueAtMs.get(first.holdId) === first.atMs) return first;
      else this.#pop();
    }
  }

  /** Holds that are due by a moment, at most so many, in order. They stay due until they are noted anew. */
  due(nowMs: number, max: number): readonly DueHold[] {
    const due: DueHold[] = [];
    for (
      let first = this.first();
      first !== undefined && first.atMs <= nowMs && due.length < max;
      first = this.first()
    ) {
      due.push(first);
      this.#dueAtMs.delete(first.holdId);
      this.#pop();
    }
    for (const hold of due) this.#push(hold);
    return due;
  }

  /** Forgets everything: what was noted did not stay. */
  clear(): void {
    this.#heap.length = 0;
    this.#dueAtMs.clear();
    this.#keptTo = BEGINNING;
  }

  #readMore(after: DueHold): void {
    const read = this.#dueAfter(after, READ_MAX);
    for (const hold of read) this.#push(hold);
    this.#keptTo = read.length < READ_MAX ? undefined : read.at(-1);
  }

  #keepFirst(max: number): void {
    const kept = [...this.#dueAtMs]
      .map(([holdId, atMs]) => ({ holdId, atMs }))
      .sort((a, b) => (isBefore(a, b) ? -1 : 1));
    if (kept.length > max) this.#keptTo = kept[max - 1];
    this.#heap.length = 0;
    this.#dueAtMs.clear();
    // What is in order is a heap.
    for (const hold of kept.slice(0, max)) this.#push(hold);
  }

  #push(hold: DueHold): void {
    if (this.#dueAtMs.get(hold.holdId) === hold.atMs) return;
    this.#dueAtMs.set(hold.holdId, hold.atMs);
    const heap = this.#heap;
    let at = heap.push(hold) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(hold, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = hold;
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

function isBefore(a: DueHold, b: DueHold): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.holdId < b.holdId);
}
