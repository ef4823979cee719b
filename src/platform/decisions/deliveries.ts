/** What was sold by a decision: the keyed hash of a serial or an order number. */
export type Delivered = { readonly pseudonym: string; readonly decisionId: string };

/** Rows of one statement: their JSON is one bound text, which D1 limits. */
const STATEMENT_ROWS_MAX = 5_000;

/**
 * Remembers what a call said was delivered, all or nothing. What is known already stays, so a call may be repeated.
 * @returns the fingerprint under which the call was first made: another one than now is another request
 */
export async function recordDeliveries(
  db: D1Database,
  {
    call,
    fingerprint,
    delivered,
  }: { readonly call: string; readonly fingerprint: string; readonly delivered: readonly Delivered[] },
  nowMs: number,
): Promise<string> {
  const first = await db
    .prepare(
      `INSERT INTO delivery_call (call, fingerprint, recorded_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (call) DO UPDATE SET call = excluded.call RETURNING fingerprint`,
    )
    .bind(call, fingerprint, nowMs)
    .first<string>("fingerprint");
  if (first !== null && first !== fingerprint) return first;
  const statements: D1PreparedStatement[] = [];
  for (let at = 0; at < delivered.length; at += STATEMENT_ROWS_MAX) {
    statements.push(
      db
        .prepare(
          `INSERT INTO delivery (pseudonym, decision_id, recorded_at_ms)
           SELECT value ->> 'pseudonym', value ->> 'decisionId', ?2 FROM json_each(?1) WHERE true
           ON CONFLICT DO NOTHING`,
        )
        .bind(JSON.stringify(delivered.slice(at, at + STATEMENT_ROWS_MAX)), nowMs),
    );
  }
  if (statements.length > 0) await db.batch(statements);
  return fingerprint;
}

/** Decisions that delivered something with one of these keyed hashes. */
export async function findDeliveries(db: D1Database, pseudonyms: readonly string[]): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT DISTINCT decision_id AS id FROM delivery WHERE pseudonym IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(pseudonyms))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}
