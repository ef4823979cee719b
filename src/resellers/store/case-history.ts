import type { ChainEntry, ChainFault } from "../../domain/hash-chain.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  type Append,
  appendDecided,
  auditChain,
  type ChainEnd,
  chainEnd,
  chainEntries,
  chainIn,
} from "../../platform/chain.ts";
import type { CaseChange, CaseEntry } from "../domain/case/case-entry.ts";
import { tellMoved } from "./case-events.ts";
import { CASES, type CaseRow, caseOf, type StoredCase } from "./case-store.ts";

/** Everything that staff did with cases and with checkouts in review, as one chain. */
export const CASE_CHAIN = chainIn<CaseEntry>("case_event", { case_id: "$.caseId", batch_id: "$.batch.id" });

/** What came of each case that was asked for: where it stands now, or why it was not changed. */
export type AppendedCases<Refusal> = {
  readonly changed: readonly StoredCase[];
  readonly refused: readonly {
    readonly caseId: string;
    readonly refusal: Refusal | { readonly kind: "case-unknown" };
  }[];
};

/**
 * Adds entries to the chain and changes their cases in one transaction: all that are not refused, or none.
 * @param decide is shown each case as it is, with the number of its latest entry (0 without one), and may be asked again
 * @returns `busy` where others were always quicker
 */
export async function appendToCases<Refusal>(
  db: D1Database,
  caseIds: readonly string[],
  decide: (stored: StoredCase, latestSeq: number) => Result<CaseChange, Refusal>,
): Promise<Result<AppendedCases<Refusal>, { readonly kind: "busy" }>> {
  const ids = JSON.stringify(caseIds);
  const stored = db
    .prepare(
      `SELECT *, (SELECT COALESCE(MAX(seq), 0) FROM case_event WHERE case_event.case_id = found.case_id) AS latest_seq
       FROM ${CASES} AS found WHERE case_id IN (SELECT value FROM json_each(?))`,
    )
    .bind(ids);
  let refused: AppendedCases<Refusal>["refused"][number][] = [];
  const appended = await appendDecided(db, CASE_CHAIN, {
    reads: [stored],
    decide: ([cases]: readonly D1Result<CaseRow & { readonly latest_seq: number }>[]) => {
      const found = new Map(cases?.results.map((row) => [row.case_id, row]));
      refused = [];
      const changes: CaseChange[] = [];
      for (const caseId of caseIds) {
        const row = found.get(caseId);
        const change = row === undefined ? err({ kind: "case-unknown" } as const) : decide(caseOf(row), row.latest_seq);
        if (change.ok) changes.push(change.value);
        else refused.push({ caseId, refusal: change.error });
      }
      const [first, ...others] = changes;
      if (first === undefined) return err({ kind: "all-refused" } as const);
      const bodies: Append<CaseEntry>["bodies"] = [first.entry, ...others.map(({ entry }) => entry)];
      return ok({ bodies, also: () => standingsOf(db, changes) });
    },
  });
  if (appended.ok) return ok({ changed: (appended.value.results[1]?.results ?? []).map(caseOf), refused });
  return appended.error.kind === "busy" ? err(appended.error) : ok({ changed: [], refused });
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

/** Writes where cases stand after their entries, and reads them. */
function standingsOf(db: D1Database, changes: readonly CaseChange[]): D1PreparedStatement[] {
  const standings = changes.map(({ entry, after }) => ({ caseId: entry.caseId, atMs: entry.atMs, after }));
  const bound = JSON.stringify(standings);
  return [
    db
      .prepare(
        `UPDATE reseller_case SET state = value ->> '$.after.state', confirmed_by = value -> '$.after.confirmedBy',
           confirmed_at_ms = value ->> '$.after.confirmedAtMs', assigned_to = value ->> '$.after.assignedTo',
           waiting_since_ms = value ->> '$.after.waitingSinceMs', updated_at_ms = value ->> 'atMs'
         FROM json_each(?) WHERE case_id = value ->> 'caseId'`,
      )
      .bind(bound),
    db.prepare(`SELECT * FROM ${CASES} WHERE case_id IN (SELECT value ->> 'caseId' FROM json_each(?))`).bind(bound),
    tellMoved(
      db,
      changes.map(({ entry }) => entry),
    ),
  ];
}

/** What was done together under one id, in order. */
export async function batchHistory(db: D1Database, batchId: string): Promise<ChainEntry<CaseEntry>[]> {
  return await chainEntries(db, CASE_CHAIN, { column: "batch_id", value: batchId });
}

/** What staff did with one case, in order. */
export async function caseHistory(db: D1Database, caseId: string): Promise<ChainEntry<CaseEntry>[]> {
  return await chainEntries(db, CASE_CHAIN, { column: "case_id", value: caseId });
}

/** Where the history of all cases stands. */
export async function latestCaseEntry(db: D1Database): Promise<ChainEnd> {
  return await chainEnd(db, CASE_CHAIN);
}

/** Checks the chain of all cases from its first entry on. */
export async function auditCases(db: D1Database): Promise<ChainEnd & { readonly fault?: ChainFault | undefined }> {
  return await auditChain(db, CASE_CHAIN);
}
