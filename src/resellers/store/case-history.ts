import { CHAIN_START, type ChainEntry, type ChainFault, findChainFault, nextEntry } from "../../domain/hash-chain.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { CaseChange, CaseEntry } from "../domain/case/case-entry.ts";
import { CASES, type CaseRow, caseOf, type StoredCase } from "./case-store.ts";

type EventRow = { readonly seq: number; readonly previous: string; readonly body: string; readonly hash: string };

/** Of those who write at once one is first each time, so a team that decides at once is through within so many tries. */
const TRIES_MAX = 20;
const ENTRIES_PER_READ = 500;

/** What came of each case that was asked for: where it stands now, or why it was not changed. */
export type Appended<Refusal> = {
  readonly changed: readonly StoredCase[];
  readonly refused: readonly {
    readonly caseId: string;
    readonly refusal: Refusal | { readonly kind: "case-unknown" };
  }[];
};

/**
 * Adds entries to the chain and changes their cases in one transaction: all that are not refused, or none. All cases share
 * one chain, so what was decided on an old state never finds its place free: then it is decided anew.
 * @param decide is shown each case as it is, with the number of its latest entry (0 without one), and may be asked again
 * @returns `busy` where others were always quicker
 */
export async function appendToCases<Refusal>(
  db: D1Database,
  caseIds: readonly string[],
  decide: (stored: StoredCase, latestSeq: number) => Result<CaseChange, Refusal>,
): Promise<Result<Appended<Refusal>, { readonly kind: "busy" }>> {
  const ids = JSON.stringify(caseIds);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [cases, events] = await db.batch<CaseRow & EventRow & { readonly latest_seq: number }>([
      db
        .prepare(
          `SELECT *, (SELECT COALESCE(MAX(seq), 0) FROM case_event WHERE case_event.case_id = found.case_id) AS latest_seq
           FROM ${CASES} AS found WHERE case_id IN (SELECT value FROM json_each(?))`,
        )
        .bind(ids),
      db.prepare("SELECT seq, previous, body, hash FROM case_event ORDER BY seq DESC LIMIT 1"),
    ]);
    const found = new Map(cases?.results.map((row) => [row.case_id, row]));
    const refused: Appended<Refusal>["refused"][number][] = [];
    const changes: CaseChange[] = [];
    for (const caseId of caseIds) {
      const row = found.get(caseId);
      const change = row === undefined ? err({ kind: "case-unknown" } as const) : decide(caseOf(row), row.latest_seq);
      if (change.ok) changes.push(change.value);
      else refused.push({ caseId, refusal: change.error });
    }
    if (changes.length === 0) return ok({ changed: [], refused });
    const last = events?.results[0];
    const changed = await write(db, last && entryOf(last), changes);
    if (changed.length > 0) return ok({ changed, refused });
  }
  return err({ kind: "busy" });
}

/** The same for one case. */
export async function appendToCase<Refusal>(
  db: D1Database,
  caseId: string,
  decide: (stored: StoredCase) => Result<CaseChange, Refusal>,
): Promise<Result<StoredCase, Refusal | { readonly kind: "case-unknown" } | { readonly kind: "busy" }>> {
  const appended = await appendToCases(db, [caseId], decide);
  if (!appended.ok) return appended;
  const [changed] = appended.value.changed;
  const [refused] = appended.value.refused;
  return changed === undefined ? err(refused?.refusal ?? { kind: "case-unknown" }) : ok(changed);
}

/** Writes behind the entry that is last, unless another one came behind it. @returns the cases as they are, none if so */
async function write(
  db: D1Database,
  last: ChainEntry<CaseEntry> | undefined,
  changes: readonly CaseChange[],
): Promise<StoredCase[]> {
  const entries: ChainEntry<CaseEntry>[] = [];
  for (const { entry } of changes) entries.push(nextEntry(entries.at(-1) ?? last, entry));
  const written = entries.at(-1);
  const standings = changes.map(({ entry, after }) => ({ caseId: entry.caseId, atMs: entry.atMs, after }));
  const ours = "EXISTS (SELECT 1 FROM case_event WHERE seq = ?2 AND hash = ?3)";
  const bound = [JSON.stringify(standings), written?.seq, written?.hash];
  const [, , updated] = await db.batch<CaseRow>([
    db
      .prepare(
        `INSERT INTO case_event (seq, previous, body, hash, case_id, batch_id)
         SELECT value ->> 'seq', value ->> 'previous', value -> 'body', value ->> 'hash', value ->> '$.body.caseId',
           value ->> '$.body.batch.id'
         FROM json_each(?) WHERE (SELECT COALESCE(MAX(seq), 0) FROM case_event) = ?`,
      )
      .bind(JSON.stringify(entries), last?.seq ?? 0),
    db
      .prepare(
        `UPDATE reseller_case SET state = value ->> '$.after.state', confirmed_by = value -> '$.after.confirmedBy',
           confirmed_at_ms = value ->> '$.after.confirmedAtMs', assigned_to = value ->> '$.after.assignedTo',
           waiting_since_ms = value ->> '$.after.waitingSinceMs', updated_at_ms = value ->> 'atMs'
         FROM json_each(?1) WHERE case_id = value ->> 'caseId' AND ${ours}`,
      )
      .bind(...bound),
    db
      .prepare(`SELECT * FROM ${CASES} WHERE case_id IN (SELECT value ->> 'caseId' FROM json_each(?1)) AND ${ours}`)
      .bind(...bound),
  ]);
  return (updated?.results ?? []).map(caseOf);
}

/** What was done together under one id, in order. */
export async function batchHistory(db: D1Database, batchId: string): Promise<ChainEntry<CaseEntry>[]> {
  const { results } = await db
    .prepare("SELECT seq, previous, body, hash FROM case_event WHERE batch_id = ? ORDER BY seq")
    .bind(batchId)
    .all<EventRow>();
  return results.map(entryOf);
}

/** What staff did with one case, in order. */
export async function caseHistory(db: D1Database, caseId: string): Promise<ChainEntry<CaseEntry>[]> {
  const { results } = await db
    .prepare("SELECT seq, previous, body, hash FROM case_event WHERE case_id = ? ORDER BY seq")
    .bind(caseId)
    .all<EventRow>();
  return results.map(entryOf);
}

/** Where the history of all cases stands. */
export async function latestCaseEntry(
  db: D1Database,
): Promise<{ readonly entries: number; readonly lastHash: string }> {
  const last = await db
    .prepare("SELECT seq AS entries, hash AS lastHash FROM case_event ORDER BY seq DESC LIMIT 1")
    .first<{ entries: number; lastHash: string }>();
  return last ?? { entries: 0, lastHash: CHAIN_START };
}

/** Checks the chain of all cases from its first entry on. */
export async function auditCases(
  db: D1Database,
): Promise<{ readonly entries: number; readonly lastHash: string; readonly fault?: ChainFault | undefined }> {
  const entries: ChainEntry<CaseEntry>[] = [];
  for (;;) {
    const { results } = await db
      .prepare("SELECT seq, previous, body, hash FROM case_event WHERE seq > ? ORDER BY seq LIMIT ?")
      .bind(entries.at(-1)?.seq ?? 0, ENTRIES_PER_READ)
      .all<EventRow>();
    entries.push(...results.map(entryOf));
    if (results.length < ENTRIES_PER_READ) break;
  }
  return { entries: entries.length, lastHash: entries.at(-1)?.hash ?? CHAIN_START, fault: findChainFault(entries) };
}

function entryOf({ seq, previous, body, hash }: EventRow): ChainEntry<CaseEntry> {
  return { seq, previous, hash, body: JSON.parse(body) };
}
