import { assert } from "../../result.ts";
import type { Rows } from "./rows.ts";
import type { LogEntry, StoredLog } from "./stored-rows.ts";

/** Characters of one entry: as bytes they stay below what SQLite holds in a row, whatever they are. */
const ENTRY_CHARS_MAX = 400_000;
/** Old rows that a transaction folds for each row that it changed, so that they are in their tables before as many are young. */
const FOLDED_PER_CHANGED = 2;
/** Rows that are folded at once while nobody waits. */
const FOLDED_IN_QUIET = 500;

/** One image: the row under a key of a table, as a transaction left it. */
type Image = readonly [table: string, key: string, row: unknown];
/** Tables by name, in the order in which they are folded. */
type Tables = { readonly [name: string]: Rows<unknown> };
type NamedTable = readonly [name: string, rows: Rows<unknown>];

/**
 * What transactions changed, in one stored entry each, until it is folded into the tables: a command then costs one row of
 * the database in place of a dozen, and rows that change again and again, or lie side by side, are written once.
 *
 * Rows that were changed first are folded first, a few with each transaction, so that no transaction waits for many; then the log
 * forgets what it had of them. Every entry is an image and not a change, and the last image of a row is the row: entries that are
 * applied again to tables which have them already change nothing.
 * @see C. Mohan et al., ARIES (1992), for redo; P. O'Neil et al., The Log-Structured Merge-Tree (1996)
 */
export class RedoLog {
  readonly #stored: StoredLog;
  readonly #tables: readonly NamedTable[];
  readonly #charsYoungMax: number;
  /** Of the last entry. */
  #seq = 0;
  /** Of the last entry whose rows are all old or folded; undefined where nothing is old. */
  #oldSeq: number | undefined;
  #charsYoung = 0;
  /** Whether memory knows what the log has. */
  #isRead = false;

  /** @param charsYoungMax of images, before the rows that they are of are folded */
  constructor(stored: StoredLog, tables: Tables, charsYoungMax: number) {
    this.#stored = stored;
    this.#tables = Object.entries(tables);
    this.#charsYoungMax = charsYoungMax;
  }

  /** Whether nothing is kept that no table has. */
  get isEmpty(): boolean {
    return this.#seq === 0;
  }

  /** To be called as each transaction begins. Folds what memory does not know of: sums over tables that lack it would be wrong. */
  begin(): void {
    if (this.#isRead) return;
    this.#restore();
    this.fold();
    this.#isRead = true;
  }

  /** Keeps what the transaction changed, and folds some of what earlier ones did. To be called as it ends. */
  commit(): void {
    const images = this.#takeImages();
    if (images.length > 0) this.#append(images);
    if (this.#oldSeq !== undefined) this.#foldOld(FOLDED_PER_CHANGED * images.length);
    else if (this.#charsYoung >= this.#charsYoungMax) this.#age();
  }

  /** Folds a part of what the log holds. @returns whether there is more */
  foldSome(): boolean {
    this.commit();
    if (this.#oldSeq === undefined && this.#seq > 0) this.#age();
    if (this.#oldSeq !== undefined) this.#foldOld(FOLDED_IN_QUIET);
    return this.#seq > 0;
  }

  /** Writes everything that changed to its table: what reads tables directly reads what commands wrote. */
  fold(): void {
    for (const [, rows] of this.#tables) rows.fold();
    this.#forget(this.#seq);
  }

  /** Forgets all memory: the transaction was rolled back, and the log may be another than it was. */
  discard(): void {
    for (const [, rows] of this.#tables) rows.discard();
    this.#seq = 0;
    this.#oldSeq = undefined;
    this.#charsYoung = 0;
    this.#isRead = false;
  }

  #restore(): void {
    this.discard();
    const latest = new Map<string, Map<string, unknown>>();
    for (const { seq, text } of this.#stored.read()) {
      const images: readonly Image[] = JSON.parse(text);
      for (const [table, key, row] of images) {
        const rows = latest.get(table) ?? new Map<string, unknown>();
        latest.set(table, rows.set(key, row));
      }
      this.#seq = seq;
    }
    for (const [table, images] of latest) {
      const known = this.#tables.find(([name]) => name === table);
      assert(known !== undefined, "the log names tables of this sale");
      known[1].restore(images);
    }
  }

  #takeImages(): string[] {
    const images: string[] = [];
    for (const [table, rows] of this.#tables) {
      if (rows.durability === "at once") rows.fold();
      const touched = rows.takeTouched();
      if (rows.durability !== "logged") continue;
      for (const [key, row] of touched) images.push(JSON.stringify([table, key, row] satisfies Image));
    }
    return images;
  }

  #append(images: readonly string[]): void {
    const entries: LogEntry[] = [];
    let [from, chars] = [0, 0];
    for (const [at, image] of images.entries()) {
      if (at > from && chars + image.length > ENTRY_CHARS_MAX) {
        entries.push({ seq: ++this.#seq, text: `[${images.slice(from, at).join(",")}]` });
        [from, chars] = [at, 0];
      }
      chars += image.length;
      this.#charsYoung += image.length;
    }
    entries.push({ seq: ++this.#seq, text: `[${images.slice(from).join(",")}]` });
    this.#stored.append(entries);
  }

  #age(): void {
    for (const [, rows] of this.#tables) rows.age();
    this.#oldSeq = this.#seq;
    this.#charsYoung = 0;
  }

  #foldOld(max: number): void {
    let left = max;
    for (const [, rows] of this.#tables) left -= rows.foldOld(left);
    if (left > 0 && this.#oldSeq !== undefined) this.#forget(this.#oldSeq);
  }

  #forget(toSeq: number): void {
    if (toSeq > 0) this.#stored.forget(toSeq);
    this.#oldSeq = undefined;
    if (toSeq < this.#seq) return;
    this.#seq = 0;
    this.#charsYoung = 0;
  }
}
