import type { NameFilter } from "./name-filter.ts";
import type { NamesPage } from "./stored-rows.ts";

/** Which names of one kind the backing may have. Until all of them were learnt, it may have any. */
export class KnownNames {
  readonly #filter: NameFilter;
  readonly #kind: number;
  readonly #namesAfter: (after: string) => NamesPage;
  /** The last name that was learnt; undefined once all were. */
  #learntTo: string | undefined = "";

  constructor(filter: NameFilter, kind: number, namesAfter: (after: string) => NamesPage) {
    this.#filter = filter;
    this.#kind = kind;
    this.#namesAfter = namesAfter;
  }

  mayHave(name: string): boolean {
    return this.#learntTo !== undefined || this.#filter.mayHave(this.#kind, name);
  }

  add(name: string): void {
    this.#filter.add(this.#kind, name);
  }

  /**
   * Learns the next page of names, unless it knows all. What is added meanwhile is known, whichever side of the page it falls on.
   * @returns whether there were any
   */
  learn(): boolean {
    if (this.#learntTo === undefined) return false;
    const { names, next } = this.#namesAfter(this.#learntTo);
    for (const name of names) this.add(name);
    this.#learntTo = next;
    return names.length > 0;
  }

  /** The filter was cleared. */
  restart(): void {
    this.#learntTo = "";
  }
}
