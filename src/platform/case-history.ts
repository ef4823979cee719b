import { CHAIN_START, type ChainEntry, type ChainFault, findChainFault, nextEntry } from "../domain/hash-chain.ts";
import type { CaseEntry } from "../domain/reseller/case/case-entry.ts";
import type { CaseState } from "../domain/reseller/case/case-state.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type CaseRow, caseOf, type StoredCase } from "./case-store.ts";

/** What becomes of a case with an entry; absent members stay. */
export type CaseChange = {
  readonly entry: CaseEntry;
  readonly state?: CaseState | undefined;
  readonly confirmedBy?: readonly string[] | undefined;
  readonly confirmedAtMs?: number | null | undefined;
  readonly assignedTo?: string | undefined;
};

type EventRow = { readonly seq: number; readonly previous: string; readonly body: string; readonly hash: string };

const TRIES_MAX = 5;
const ENTRIES_PER_READ = 500;

/**
 * Adds an entry to the chain and changes its case in one transaction. All cases share one chain, so an entry that was
 * decided on an old state never finds its place free: then it is decided anew.
 * @param decide is shown the case as it is and may be asked again
 * @returns `case-unknown`, `busy` where others were always quicker, or what `decide` refused
 */
export async function appendToCase<Refusal>(
  db: D1Database,
  caseId: string,
  decide: (stored: StoredCase) => Result<CaseChange, Refusal>,
): Promise<Result<StoredCase, Refusal | { readonly kind: "case-unknown" } | { readonly kind: "busy" }>> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [cases, events] = await db.batch<CaseRow & EventRow>([
      db.prepare("SELECT * FROM reseller_case WHERE case_id = ?").bind(caseId),
      db.prepare("SELECT seq, previous, body, hash FROM case_event ORDER BY seq DESC LIMIT 1"),
    ]);
    const row = cases?.results[0];
    if (row === undefined) return err({ kind: "case-unknown" });
    const change = decide(caseOf(row));
    if (!change.ok) return change;
    const last = events?.results[0];
    const written = await write(db, nextEntry(last && entryOf(last), change.value.entry), change.value);
    if (written !== undefined) return ok(written);
  }
  return err({ kind: "busy" });
}

async function write(
  db: D1Database,
  { seq, previous, body, hash }: ChainEntry<CaseEntry>,
  change: CaseChange,
): Promise<StoredCase | undefined> {
  const { state, confirmedBy, confirmedAtMs, assignedTo } = change;
  const [, updated] = await db.batch<CaseRow>([
    db
      .prepare(
        `INSERT INTO case_event (seq, previous, body, hash, case_id) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (seq) DO NOTHING`,
      )
      .bind(seq, previous, JSON.stringify(body), hash, body.caseId),
    db
      .prepare(
        `UPDATE reseller_case SET state = COALESCE(?1, state), confirmed_by = COALESCE(?2, confirmed_by),
           confirmed_at_ms = CASE WHEN ?3 THEN ?4 ELSE confirmed_at_ms END, assigned_to = COALESCE(?5, assigned_to),
           updated_at_ms = ?6
         WHERE case_id = ?7 AND EXISTS (SELECT 1 FROM case_event WHERE seq = ?8 AND hash = ?9)
         RETURNING *`,
      )
      .bind(
        state ?? null,
        confirmedBy === undefined ? null : JSON.stringify(confirmedBy),
        confirmedAtMs === undefined ? 0 : 1,
        confirmedAtMs ?? null,
        assignedTo ?? null,
        body.atMs,
        body.caseId,
        seq,
        hash,
      ),
  ]);
  const row = updated?.results[0];
  return row && caseOf(row);
}

/** What staff did with one case, in order. */
export async function caseHistory(db: D1Database, caseId: string): Promise<ChainEntry<CaseEntry>[]> {
  const { results } = await db
    .prepare("SELECT seq, previous, body, hash FROM case_event WHERE case_id = ? ORDER BY seq")
    .bind(caseId)
    .all<EventRow>();
  return results.map(entryOf);
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
