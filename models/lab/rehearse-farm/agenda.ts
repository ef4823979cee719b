type Entry = { readonly atMs: number; readonly run: (atMs: number) => void };

/** Things to do in order of their time; what is due at the same time, in the order in which it was planned. */
export class Agenda {
  readonly #entries: Entry[] = [];

  plan(atMs: number, run: (atMs: number) => void): void {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // Kept latest first, so that the next entry is the last of the array.
      if ((this.#entries[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, { atMs, run });
  }

  runAll(): void {
    for (let next = this.#entries.pop(); next !== undefined; next = this.#entries.pop()) next.run(next.atMs);
  }
}
