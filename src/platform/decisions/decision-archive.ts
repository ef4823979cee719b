import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import type { IndexedKind } from "./decision-keys.ts";
import { type ArchivedRow, unpackRows } from "./record-words.ts";

/** A decision as it leaves the Sale object's outbox: the record's text and the columns that lists are made by. */
export type ArchivedDecision = {
  readonly decisionId: string;
  readonly saleId: string;
  readonly shop: string;
  readonly atMs: number;
  readonly verdict: string;
  readonly reasonCodes: readonly string[];
  readonly policyHash: string;
  /** JSON text as the sale keeps it, packed. */
  readonly record: string;
};

/** D1 binds at most a hundred values to a statement. */
const ROWS_PER_STATEMENT = 11;

/**
 * Writes decisions in one call to D1, as one transaction; a decision that is there already stays as it is, so an export may
 * be repeated. Values are bound one by one: records inside a JSON parameter would be parsed again for every column.
 * @param beside statements that belong to the same decisions
 */
export async function archiveDecisions(
  db: D1Database,
  decisions: readonly ArchivedDecision[],
  nowMs: number,
  beside: readonly D1PreparedStatement[] = [],
): Promise<void> {
  const statements: D1PreparedStatement[] = [...beside];
  for (let start = 0; start < decisions.length; start += ROWS_PER_STATEMENT) {
    const rows = decisions.slice(start, start + ROWS_PER_STATEMENT);
    const values = rows.map((each) => [
      each.decisionId,
      each.saleId,
      each.shop,
      each.atMs,
      each.verdict,
      JSON.stringify(each.reasonCodes),
      each.policyHash,
      each.record,
      nowMs,
    ]);
    statements.push(
      db
        .prepare(
          `INSERT INTO decision (decision_id, sale_id, shop, at_ms, verdict, reasons, policy_hash, record, exported_at_ms)
           VALUES ${rows.map(() => "(?, ?, ?, ?, ?, ?, ?, ?, ?)").join(", ")} ON CONFLICT (decision_id) DO NOTHING`,
        )
        .bind(...values.flat()),
    );
  }
  await db.batch(statements);
}

/** A decision as recorded; undefined where no such decision was exported. */
export async function findArchivedDecision(db: D1Database, decisionId: string): Promise<AttemptRecord | undefined> {
  const row = await db
    .prepare("SELECT sale_id, record FROM decision WHERE decision_id = ?")
    .bind(decisionId)
    .first<ArchivedRow>();
  const [record] = row === null ? [] : await unpackRows(db, [row]);
  return record;
}

/** Which decisions a list shows; all members narrow it. */
export type ArchiveFilter = {
  readonly saleId?: string | undefined;
  readonly verdict?: string | undefined;
  readonly reason?: string | undefined;
  /** Only decisions whose checkout came with one of these keys. */
  readonly keys?: { readonly kind: IndexedKind; readonly pseudonyms: readonly string[] } | undefined;
  /** Only decisions from this moment on, and before that one. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Only decisions before this place in the order, as `nextCursor` gave it. */
  readonly after?: string | undefined;
};

/** One page of records, newest first, and where the next one begins. */
export type ArchivePage = { readonly records: readonly AttemptRecord[]; readonly nextCursor?: string | undefined };

const PAGE_ROWS = 50;

/** @param filter.after `<atMs>.<decisionId>`; anything else begins at the newest */
export async function listArchivedDecisions(db: D1Database, filter: ArchiveFilter): Promise<ArchivePage> {
  const [, atMs, decisionId] = /^(\d{1,15})\.(dec_[\w-]+)$/.exec(filter.after ?? "") ?? [];
  const { keys } = filter;
  const ofKeys =
    keys === undefined
      ? ""
      : `AND decision_id IN (SELECT decision_id FROM decision_key WHERE ${keys.kind} IN (SELECT value FROM json_each(?8)))`;
  const { results } = await db
    .prepare(
      `SELECT decision_id, at_ms, sale_id, record FROM decision
       WHERE (?1 IS NULL OR sale_id = ?1) AND (?2 IS NULL OR verdict = ?2)
         AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(reasons) WHERE value = ?3))
         AND (?4 IS NULL OR (at_ms, decision_id) < (?4, ?5))
         AND (?6 IS NULL OR at_ms >= ?6) AND (?7 IS NULL OR at_ms < ?7) ${ofKeys}
       ORDER BY at_ms DESC, decision_id DESC LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(
      filter.saleId ?? null,
      filter.verdict ?? null,
      filter.reason ?? null,
      atMs === undefined ? null : Number(atMs),
      decisionId ?? null,
      filter.fromMs ?? null,
      filter.toMs ?? null,
      ...(keys === undefined ? [] : [JSON.stringify(keys.pseudonyms)]),
    )
    .all<ArchivedRow & { decision_id: string; at_ms: number }>();
  const rows = results.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  const hasMore = results.length > PAGE_ROWS && last !== undefined;
  return {
    records: await unpackRows(db, rows),
    nextCursor: hasMore ? `${last.at_ms}.${last.decision_id}` : undefined,
  };
}

/** Reason codes of the latest thousand decisions, to choose from. */
export async function archivedReasonCodes(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT value AS code FROM (SELECT reasons FROM decision ORDER BY at_ms DESC LIMIT 1000), json_each(reasons)
       ORDER BY code`,
    )
    .all<{ code: string }>();
  return results.map(({ code }) => code);
}

/** Decisions of a sale in the archive, by verdict. */
export async function archivedVerdicts(db: D1Database, saleId: string): Promise<ReadonlyMap<string, number>> {
  const { results } = await db
    .prepare("SELECT verdict, COUNT(*) AS decisions FROM decision WHERE sale_id = ? GROUP BY verdict")
    .bind(saleId)
    .all<{ verdict: string; decisions: number }>();
  return new Map(results.map(({ verdict, decisions }) => [verdict, decisions]));
}
