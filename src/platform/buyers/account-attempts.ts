import { LINKS_DECISIONS_MAX } from "./shared-links.ts";

/** What an account did in a sale, as far as the archive knows. */
export type AccountAttempts = {
  readonly account: string;
  readonly decisions: number;
  /** Units that its checkouts held, whatever became of them. */
  readonly units: number;
  readonly lastDecisionId: string;
};

/** What some accounts did, among the sale's latest decisions. */
export async function accountAttempts(
  db: D1Database,
  saleId: string,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, AccountAttempts>> {
  const { results } = await db
    .prepare(
      `SELECT account, COUNT(*) AS decisions, SUM(units) AS units, MAX(decision_id) AS lastDecisionId FROM (
         SELECT decision_id, record ->> '$.keys.account' AS account, COALESCE(record ->> '$.allocation.quantity', 0) AS units
         FROM (SELECT decision_id, record FROM decision WHERE sale_id = ?1 ORDER BY at_ms DESC, decision_id DESC
               LIMIT ${LINKS_DECISIONS_MAX}))
       WHERE account IN (SELECT value FROM json_each(?2)) GROUP BY account`,
    )
    .bind(saleId, JSON.stringify(accounts))
    .all<AccountAttempts>();
  return new Map(results.map((attempts) => [attempts.account, attempts]));
}
