import { REPLAY_DECISIONS_MAX } from "../../domain/limits.ts";
import { type ArchivedRow, unpackRows } from "./record-words.ts";

/** Which recorded decisions are read; all members narrow it. */
export type RecordedFilter = {
  readonly saleId?: string | undefined;
  readonly shop?: string | undefined;
  /** Where an earlier reading ended: `<atMs>.<decisionId>`; anything else begins at the newest. */
  readonly cursor?: string | undefined;
};

/** A line of an export, and the cursor behind it. */
export type RecordedLine = { readonly line: string; readonly cursor: string };

/** Rows of one statement: few enough that their records fit into one reply of D1. */
const PAGE_ROWS = 500;

/**
 * Recorded decisions from the archive, newest first, with their outcomes: at most `REPLAY_DECISIONS_MAX`. The record's text
 * is byte for byte what was recorded. The archive is about a second behind the sales.
 */
export async function* recordedLines(db: D1Database, filter: RecordedFilter): AsyncGenerator<RecordedLine> {
  let cursor = filter.cursor;
  for (let left = REPLAY_DECISIONS_MAX; left > 0; left -= PAGE_ROWS) {
    const rows = await page(db, { ...filter, cursor }, Math.min(PAGE_ROWS, left));
    const records = await unpackRows(db, rows);
    for (const [at, { decision_id, at_ms, outcomes }] of rows.entries()) {
      cursor = `${at_ms}.${decision_id}`;
      yield { line: `{"record":${JSON.stringify(records[at])},"outcomes":${outcomes}}`, cursor };
    }
    if (rows.length < PAGE_ROWS) return;
  }
}

type Row = ArchivedRow & { readonly decision_id: string; readonly at_ms: number; readonly outcomes: string };

async function page(db: D1Database, { saleId, shop, cursor }: RecordedFilter, rowsMax: number): Promise<Row[]> {
  const [, atMs, decisionId] = /^(\d{1,15})\.(dec_[\w-]+)$/.exec(cursor ?? "") ?? [];
  const { results } = await db
    .prepare(
      `SELECT decision_id, at_ms, sale_id, record,
         (SELECT json_group_array(json_object('outcome', kind, 'atMs', outcome.at_ms))
          FROM outcome WHERE outcome.decision_id = decision.decision_id) AS outcomes
       FROM decision
       WHERE (?1 IS NULL OR sale_id = ?1) AND (?2 IS NULL OR shop = ?2) AND (?3 IS NULL OR (at_ms, decision_id) < (?3, ?4))
       ORDER BY at_ms DESC, decision_id DESC LIMIT ?5`,
    )
    .bind(saleId ?? null, shop ?? null, atMs === undefined ? null : Number(atMs), decisionId ?? null, rowsMax)
    .all<Row>();
  return results;
}
