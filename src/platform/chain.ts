import type { Json } from "../domain/canonical-json.ts";
import { CHAIN_START, type ChainEntry, type ChainFault, findChainFault, nextEntry } from "../domain/hash-chain.ts";
import { err, ok, type Result } from "../domain/result.ts";

/** Of those who append at once one is first each time, so a team that decides at once is through within so many tries. */
const TRIES_MAX = 20;
const ENTRIES_PER_READ = 500;

/**
 * A hash chain in a table of D1 with the columns `seq` (primary key), `previous`, `body` and `hash`.
 * `columns` names further columns, each with the JSON path of the body that it repeats.
 */
export type Chain<Body extends Json> = {
  readonly table: string;
  readonly columns: { readonly [column: string]: string };
  /** Reads the body of a row, which only `appendDecided` writes. */
  readonly bodyOf: (text: string) => Body;
};

export function chainIn<Body extends Json>(table: string, columns: Chain<Body>["columns"] = {}): Chain<Body> {
  return { table, columns, bodyOf: (text) => JSON.parse(text) };
}

/** Entries that follow one another. */
type Run<Body> = readonly [ChainEntry<Body>, ...ChainEntry<Body>[]];

/** What is to be appended, and the statements that belong to it. */
export type Append<Body> = {
  readonly bodies: readonly [Body, ...Body[]];
  /** Statements of the same transaction: they take effect with the entries or not at all. */
  readonly also: (entries: Run<Body>) => readonly D1PreparedStatement[];
};

export type AppendedEntries<Body, Row> = {
  readonly entries: Run<Body>;
  /** What the statements of `also` gave. */
  readonly results: readonly D1Result<Row>[];
};

export type EntryRow = {
  readonly seq: number;
  readonly previous: string;
  readonly body: string;
  readonly hash: string;
};

/**
 * Reads, decides on what was read, and appends in one transaction. The place of an entry is its primary key: where another entry
 * took it meanwhile the transaction fails as a whole, and everything is read and decided anew.
 * @param reads what `decide` is shown the results of, read together with the latest entry
 * @returns the refusal of `decide`, or `busy` where others were quicker `TRIES_MAX` times
 */
export async function appendDecided<Body extends Json, Row, Refusal>(
  db: D1Database,
  chain: Chain<Body>,
  {
    reads,
    decide,
  }: {
    readonly reads: readonly D1PreparedStatement[];
    readonly decide: (read: readonly D1Result<Row>[]) => Result<Append<Body>, Refusal>;
  },
): Promise<Result<AppendedEntries<Body, Row>, Refusal | { readonly kind: "busy" }>> {
  const latest = db.prepare(`SELECT seq, hash FROM ${chain.table} ORDER BY seq DESC LIMIT 1`);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [found, ...read] = await db.batch<Row & EntryRow>([latest, ...reads]);
    const decided = decide(read);
    if (!decided.ok) return decided;
    const appended = await append<Body, Row>(db, chain, found?.results[0], decided.value);
    if (appended !== undefined) return ok(appended);
  }
  return err({ kind: "busy" });
}

/** @returns undefined where another entry came behind the last one: nothing is written then */
async function append<Body extends Json, Row>(
  db: D1Database,
  { table, columns }: Chain<Body>,
  last: Pick<EntryRow, "seq" | "hash"> | undefined,
  { bodies, also }: Append<Body>,
): Promise<AppendedEntries<Body, Row> | undefined> {
  const [body, ...others] = bodies;
  const first = nextEntry(last, body);
  const entries: [ChainEntry<Body>, ...ChainEntry<Body>[]] = [first];
  for (const other of others) entries.push(nextEntry(entries.at(-1), other));
  const names = Object.keys(columns).map((name) => `, ${name}`);
  const values = Object.values(columns).map((path) => `, value ->> '$.body${path.slice(1)}'`);
  const insert = db
    .prepare(
      `INSERT INTO ${table} (seq, previous, body, hash${names.join("")})
       SELECT value ->> 'seq', value ->> 'previous', value -> 'body', value ->> 'hash'${values.join("")} FROM json_each(?)`,
    )
    .bind(JSON.stringify(entries));
  try {
    const [, ...results] = await db.batch<Row>([insert, ...also(entries)]);
    return { entries, results };
  } catch (error) {
    const inPlace = await db.prepare(`SELECT hash FROM ${table} WHERE seq = ?`).bind(first.seq).first<EntryRow>();
    if (inPlace === null || inPlace.hash === first.hash) throw error;
    return undefined;
  }
}

/** Entries in order: all of them, or those whose further column has a value. */
export async function chainEntries<Body extends Json>(
  db: D1Database,
  chain: Chain<Body>,
  where?: { readonly column: string; readonly value: string },
): Promise<ChainEntry<Body>[]> {
  const entries: ChainEntry<Body>[] = [];
  const condition = where === undefined ? "" : `AND ${where.column} = ?2`;
  for (;;) {
    const { results } = await db
      .prepare(
        `SELECT seq, previous, body, hash FROM ${chain.table} WHERE seq > ?1 ${condition} ORDER BY seq LIMIT ${ENTRIES_PER_READ}`,
      )
      .bind(entries.at(-1)?.seq ?? 0, ...(where === undefined ? [] : [where.value]))
      .all<EntryRow>();
    entries.push(...results.map((row) => chainEntryOf(chain, row)));
    if (results.length < ENTRIES_PER_READ) return entries;
  }
}

export function chainEntryOf<Body extends Json>({ bodyOf }: Chain<Body>, { body, ...row }: EntryRow): ChainEntry<Body> {
  return { ...row, body: bodyOf(body) };
}

/** How long a chain is, and the hash of its end: who keeps both can tell later that none behind it was cut off. */
export type ChainEnd = { readonly entries: number; readonly lastHash: string };

export async function chainEnd<Body extends Json>(db: D1Database, { table }: Chain<Body>): Promise<ChainEnd> {
  const last = await db
    .prepare(`SELECT seq AS entries, hash AS lastHash FROM ${table} ORDER BY seq DESC LIMIT 1`)
    .first<ChainEnd>();
  return last ?? { entries: 0, lastHash: CHAIN_START };
}

/** Checks a chain from its first entry on. */
export async function auditChain<Body extends Json>(
  db: D1Database,
  chain: Chain<Body>,
): Promise<ChainEnd & { readonly fault?: ChainFault | undefined }> {
  const entries = await chainEntries(db, chain);
  return { entries: entries.length, lastHash: entries.at(-1)?.hash ?? CHAIN_START, fault: findChainFault(entries) };
}
