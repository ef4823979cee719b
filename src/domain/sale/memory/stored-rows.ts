/** A row to be written, and the row under the same key that it takes the place of. */
export type RowChange<Row> = { readonly key: string; readonly row: Row; readonly before: Row | undefined };

/** Some names in order; `next` is the last of them where there are more. */
export type NamesPage = { readonly names: readonly string[]; readonly next?: string | undefined };

/** The rows of one table as they are stored. */
export interface BackingRows<Row> {
  /** Rows by key; keys without a row are left out. */
  read(keys: readonly string[]): ReadonlyMap<string, Row>;
  write(changes: readonly RowChange<Row>[]): void;
}

/** Rows that are sought before it is known whether they exist: what is not among their names is not read. */
export interface NamedRows<Row> extends BackingRows<Row> {
  /** The next names after one, which at first is the empty text. */
  namesAfter(name: string): NamesPage;
}

/** What the sale has to look at by itself, a hold or an order, and when. */
export type Due = { readonly id: string; readonly atMs: number };

/** What commands changed and no table has yet, in the order in which it was committed. */
export interface StoredLog {
  append(entries: readonly LogEntry[]): void;
  /** In the order of their numbers. */
  read(): readonly LogEntry[];
  /** Forgets every entry up to one, itself included. */
  forget(toSeq: number): void;
}

/** @property text made and read by the memory alone */
export type LogEntry = { readonly seq: number; readonly text: string };
