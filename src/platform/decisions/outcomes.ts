import type { OutcomeKind } from "../../domain/decision/outcome.ts";

/** Something that was learned of a decision, by one call of a shop or of staff. */
export type RecordedOutcome = {
  /** Keyed hash of who called, how and under which idempotency key: a repeated call is known by it. */
  readonly call: string;
  /** Keyed hash of what was said: under the same key it must be the same. */
  readonly fingerprint: string;
  readonly decisionId: string;
  readonly kind: OutcomeKind;
  readonly atMs: number;
  /** `shop/<id>` or `staff/<sub>`. */
  readonly source: string;
};

/** Rows of one statement: their JSON is one bound text, which D1 limits. */
const STATEMENT_ROWS_MAX = 1000;

const OUTCOMES_SHOWN_MAX = 20;

/**
 * Adds outcomes, all or none. What a call has said already is left as it is.
 * @returns how many are new
 */
export async function addOutcomes(
  db: D1Database,
  outcomes: readonly RecordedOutcome[],
  nowMs: number,
): Promise<number> {
  const statements: D1PreparedStatement[] = [];
  for (let at = 0; at < outcomes.length; at += STATEMENT_ROWS_MAX) {
    const rows = JSON.stringify(outcomes.slice(at, at + STATEMENT_ROWS_MAX));
    statements.push(
      db
        .prepare(
          `INSERT INTO outcome (call, fingerprint, decision_id, kind, at_ms, source, recorded_at_ms)
           SELECT value ->> 'call', value ->> 'fingerprint', value ->> 'decisionId', value ->> 'kind', value ->> 'atMs',
             value ->> 'source', ?2
           FROM json_each(?1) WHERE true
           ON CONFLICT (call) DO NOTHING`,
        )
        .bind(rows, nowMs),
    );
  }
  if (statements.length === 0) return 0;
  const results = await db.batch(statements);
  return results.reduce((sum, { meta }) => sum + meta.changes, 0);
}

/** What was said of a decision, the latest first. */
export async function outcomesOf(
  db: D1Database,
  decisionId: string,
): Promise<Pick<RecordedOutcome, "kind" | "atMs" | "source">[]> {
  const { results } = await db
    .prepare("SELECT kind, at_ms AS atMs, source FROM outcome WHERE decision_id = ? ORDER BY at_ms DESC, call LIMIT ?")
    .bind(decisionId, OUTCOMES_SHOWN_MAX)
    .all<Pick<RecordedOutcome, "kind" | "atMs" | "source">>();
  return results;
}

/** What a call said before; undefined where it is new. */
export async function findOutcome(
  db: D1Database,
  call: string,
): Promise<Pick<RecordedOutcome, "fingerprint" | "atMs"> | undefined> {
  const row = await db
    .prepare("SELECT fingerprint, at_ms AS atMs FROM outcome WHERE call = ?")
    .bind(call)
    .first<{ fingerprint: string; atMs: number }>();
  return row ?? undefined;
}

/** Which of these decisions are in the archive and belong to the shop; `undefined` is staff, to whom all belong. */
export async function knownDecisions(
  db: D1Database,
  decisionIds: readonly string[],
  shop: string | undefined,
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (let at = 0; at < decisionIds.length; at += STATEMENT_ROWS_MAX) {
    const { results } = await db
      .prepare(
        `SELECT decision_id AS id FROM decision
         WHERE decision_id IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR shop = ?2)`,
      )
      .bind(JSON.stringify(decisionIds.slice(at, at + STATEMENT_ROWS_MAX)), shop ?? null)
      .all<{ id: string }>();
    for (const { id } of results) known.add(id);
  }
  return known;
}
