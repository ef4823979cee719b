import { DrawReviews, REVIEW_MIGRATION } from "./draw.reviews.ts";
import { freeBuffer } from "./draw.room.ts";
import type { DrawState, PendingStatement } from "./draw.state.ts";
import { EVENT_MIGRATION, writeEvents } from "./event-outbox.sql.ts";

/** Steps of the schema, applied in order and never edited once released. */
export const DRAW_MIGRATIONS: readonly string[] = [
  `CREATE TABLE draw (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL);
   CREATE TABLE statement (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, made_at_ms INTEGER NOT NULL, text TEXT NOT NULL);
   CREATE TABLE pending_statement (one INTEGER PRIMARY KEY CHECK (one = 1), pending TEXT NOT NULL);
   CREATE TABLE entry_page (
     page INTEGER PRIMARY KEY, first_index INTEGER NOT NULL, shard INTEGER NOT NULL, after_id TEXT NOT NULL,
     entries BLOB NOT NULL, keys BLOB NOT NULL, verdicts BLOB NOT NULL
   );
   CREATE TABLE draw_column (name TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (name, part)) WITHOUT ROWID;`,
  "ALTER TABLE entry_page ADD COLUMN near BLOB;",
  EVENT_MIGRATION,
  `CREATE TABLE late_entry (order_key BLOB PRIMARY KEY, registration_id TEXT NOT NULL, shard INTEGER NOT NULL) WITHOUT ROWID;`,
  REVIEW_MIGRATION,
  "ALTER TABLE entry_page ADD COLUMN weights BLOB;",
];

/** A row holds two million bytes at most. */
export const COLUMN_PART_BYTES = 1024 * 1024;

export type KeptStatement = {
  readonly seq: number;
  readonly kind: string;
  readonly madeAtMs: number;
  readonly text: string;
};

/** Some entries in the order of their registrations, with what each is judged. */
export type KeptPage<Buffer extends ArrayBufferLike = ArrayBufferLike> = {
  readonly page: number;
  /** Of its first entry, among all that were read. */
  readonly first: number;
  readonly shard: number;
  /** The registration behind which the page begins. */
  readonly after: string;
  readonly entries: Uint8Array<Buffer>;
  readonly verdicts: Uint8Array<Buffer>;
  /** Tickets of each; empty until the page is judged. */
  readonly weights: Uint8Array<Buffer>;
};

/** Somebody who came after a fair window and has no place yet. */
export type WaitingLate = {
  readonly registrationId: string;
  readonly shard: number;
  /** Bytes that sort as they stand in line. */
  readonly order: Uint8Array;
};

type PageRow = {
  page: number;
  first_index: number;
  shard: number;
  after_id: string;
  entries: ArrayBuffer;
  verdicts: ArrayBuffer;
  weights: ArrayBuffer | null;
};

/** The rows of a draw in the object's database. */
export class DrawStore {
  readonly #sql: SqlStorage;
  readonly #clock: () => number;
  /** Registrations that wait for a person. */
  readonly reviews: DrawReviews;

  constructor(sql: SqlStorage, clock: () => number) {
    this.#sql = sql;
    this.#clock = clock;
    this.reviews = new DrawReviews(sql);
  }

  find(): DrawState | undefined {
    const [row] = this.#sql.exec<{ state: string }>("SELECT state FROM draw").toArray();
    return row === undefined ? undefined : JSON.parse(row.state);
  }

  /** A stage that it comes to is told. */
  write(state: DrawState): void {
    const { stage } = state.progress;
    if (this.find()?.progress.stage !== stage) {
      writeEvents(this.#sql, [{ type: `draw.${stage}`, atMs: this.#clock(), data: { saleId: state.saleId, stage } }]);
    }
    this.#sql.exec("INSERT OR REPLACE INTO draw VALUES (1, ?)", JSON.stringify(state));
  }

  statements(): readonly KeptStatement[] {
    return this.#sql
      .exec<{ seq: number; kind: string; made_at_ms: number; text: string }>("SELECT * FROM statement ORDER BY seq")
      .toArray()
      .map(({ made_at_ms: madeAtMs, ...rest }) => ({ ...rest, madeAtMs }));
  }

  lastStatement(): KeptStatement | undefined {
    const [row] = this.#sql
      .exec<{ seq: number; kind: string; made_at_ms: number; text: string }>(
        "SELECT * FROM statement ORDER BY seq DESC LIMIT 1",
      )
      .toArray();
    return row === undefined ? undefined : { ...row, madeAtMs: row.made_at_ms };
  }

  pending(): PendingStatement | undefined {
    const [row] = this.#sql.exec<{ pending: string }>("SELECT pending FROM pending_statement").toArray();
    return row === undefined ? undefined : JSON.parse(row.pending);
  }

  writePending(pending: PendingStatement): void {
    this.#sql.exec("INSERT INTO pending_statement VALUES (1, ?)", JSON.stringify(pending));
  }

  dropPending(): void {
    this.#sql.exec("DELETE FROM pending_statement");
  }

  /** The statement that waited is published: it and what follows from it are written together. */
  settle({ seq, kind, text, madeAtMs, next }: PendingStatement): void {
    this.#sql.exec("INSERT INTO statement VALUES (?, ?, ?, ?)", seq, kind, madeAtMs, text);
    this.dropPending();
    this.write(next);
  }

  addPage(
    page: number,
    {
      first,
      shard,
      after,
      entries,
      keys,
      near,
    }: Omit<KeptPage, "page" | "verdicts" | "weights"> & { readonly keys: Uint8Array; readonly near: Uint8Array },
  ): void {
    this.#sql.exec(
      `INSERT INTO entry_page (page, first_index, shard, after_id, entries, keys, verdicts, near)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[page, first, shard, after, blob(entries), blob(keys), new ArrayBuffer(0), blob(near)],
    );
  }

  page(page: number): KeptPage<ArrayBuffer> | undefined {
    const [row] = this.#sql
      .exec<PageRow>(
        "SELECT page, first_index, shard, after_id, entries, verdicts, weights FROM entry_page WHERE page = ?",
        page,
      )
      .toArray();
    return row === undefined ? undefined : pageOf(row);
  }

  /** One after another: the bytes of a page are gone once the next one is asked for. */
  *pages(): Generator<KeptPage<ArrayBuffer>> {
    for (let page = 0; ; page += 1) {
      const kept = this.page(page);
      if (kept === undefined) return;
      yield kept;
      for (const { buffer } of [kept.entries, kept.verdicts, kept.weights]) freeBuffer(buffer);
    }
  }

  /** What the entries of each page share, from the page's first entry on; gone once the next page is asked for. */
  *pageKeys(column: "keys" | "near"): Generator<{ readonly first: number; readonly keys: Uint8Array }> {
    for (let page = 0; ; page += 1) {
      const [row] = this.#sql
        .exec<{ first: number; keys: ArrayBuffer | null }>(
          `SELECT first_index AS first, ${column} AS keys FROM entry_page WHERE page = ?`,
          page,
        )
        .toArray();
      if (row === undefined) return;
      const keys = row.keys ?? new ArrayBuffer(0);
      yield { first: row.first, keys: new Uint8Array(keys) };
      freeBuffer(keys);
    }
  }

  writeVerdicts(page: number, verdicts: Uint8Array): void {
    this.#sql.exec("UPDATE entry_page SET verdicts = ? WHERE page = ?", blob(verdicts), page);
  }

  writeWeights(page: number, weights: Uint8Array): void {
    this.#sql.exec("UPDATE entry_page SET weights = ? WHERE page = ?", blob(weights), page);
  }

  /** What was read of registrations is not needed once the list is fixed. */
  dropPages(): void {
    this.#sql.exec("DELETE FROM entry_page");
  }

  /** Once each, however often it is said. */
  addLate(waiting: readonly WaitingLate[]): void {
    for (const { registrationId, shard, order } of waiting)
      this.#sql.exec("INSERT OR IGNORE INTO late_entry VALUES (?, ?, ?)", blob(order), registrationId, shard);
  }

  /** The first of them before a point of the line. */
  lateBefore(order: Uint8Array, count: number): readonly WaitingLate[] {
    return this.#sql
      .exec<{ order_key: ArrayBuffer; registration_id: string; shard: number }>(
        "SELECT * FROM late_entry WHERE order_key < ? ORDER BY order_key LIMIT ?",
        blob(order),
        count,
      )
      .toArray()
      .map(({ order_key: key, registration_id: registrationId, shard }) => ({
        registrationId,
        shard,
        order: new Uint8Array(key),
      }));
  }

  /** They have places. */
  dropLateUpTo(order: Uint8Array): void {
    this.#sql.exec("DELETE FROM late_entry WHERE order_key <= ?", blob(order));
  }

  writeColumn(name: string, bytes: Uint8Array): void {
    this.dropColumn(name);
    const part = new Uint8Array(Math.min(COLUMN_PART_BYTES, bytes.length));
    for (let at = 0; at * COLUMN_PART_BYTES < bytes.length; at += 1) {
      const slice = bytes.subarray(at * COLUMN_PART_BYTES, (at + 1) * COLUMN_PART_BYTES);
      part.set(slice);
      // A whole part is bound as it stands in the one buffer: the row is written before the next part takes its place.
      const bound = slice.length === part.length ? part.buffer : blob(slice);
      this.#sql.exec("INSERT INTO draw_column VALUES (?, ?, ?)", name, at, bound);
    }
    freeBuffer(part.buffer);
  }

  /**
   * Reads a column into memory that is as long as what was written, or from one of its parts on as much as fits.
   * @param fromPart of `COLUMN_PART_BYTES` each
   */
  readColumn<Bytes extends Uint8Array>(name: string, into: Bytes, fromPart = 0): Bytes {
    for (let at = 0; at * COLUMN_PART_BYTES < into.length; at += 1) {
      const { bytes } = this.#sql
        .exec<{ bytes: ArrayBuffer }>("SELECT bytes FROM draw_column WHERE name = ? AND part = ?", name, fromPart + at)
        .one();
      into.set(new Uint8Array(bytes).subarray(0, into.length - at * COLUMN_PART_BYTES), at * COLUMN_PART_BYTES);
      freeBuffer(bytes);
    }
    return into;
  }

  dropColumn(name: string): void {
    this.#sql.exec("DELETE FROM draw_column WHERE name = ?", name);
  }

  /** The list itself, and who was looked at for it: what is public of it lies elsewhere. */
  dropList(): void {
    this.#sql.exec("DELETE FROM draw_column");
    this.reviews.dropAll();
  }
}

function pageOf(row: PageRow): KeptPage<ArrayBuffer> {
  const { page, first_index: first, shard, after_id: after, entries, verdicts, weights } = row;
  return {
    ...{ page, first, shard, after, entries: new Uint8Array(entries), verdicts: new Uint8Array(verdicts) },
    weights: new Uint8Array(weights ?? new ArrayBuffer(0)),
  };
}

/** A copy of its own: a view would take all that it looks at with it. */
function blob(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
