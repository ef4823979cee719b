/**
 * The statement that counts decisions which leave the archive, by sale and verdict, so that the figures of their sale still
 * add up. It has to stand before the statement that deletes them, in one transaction.
 * @param rows condition on the table `decision`
 */
export function countErasedDecisions(rows: string): string {
  return `INSERT INTO erased_decision (sale_id, verdict, decisions)
    SELECT sale_id, verdict, COUNT(*) FROM decision WHERE ${rows} GROUP BY sale_id, verdict
    ON CONFLICT (sale_id, verdict) DO UPDATE SET decisions = decisions + excluded.decisions`;
}

/** Decisions of a sale that were in the archive, by verdict. */
export async function erasedVerdicts(db: D1Database, saleId: string): Promise<ReadonlyMap<string, number>> {
  const { results } = await db
    .prepare("SELECT verdict, decisions FROM erased_decision WHERE sale_id = ?")
    .bind(saleId)
    .all<{ verdict: string; decisions: number }>();
  return new Map(results.map(({ verdict, decisions }) => [verdict, decisions]));
}
