/** A decision as it leaves the Sale object's outbox: the record's text and the columns that lists are made by. */
export type ArchivedDecision = {
  readonly decisionId: string;
  readonly saleId: string;
  readonly shop: string;
  readonly atMs: number;
  readonly verdict: string;
  readonly reasonCodes: readonly string[];
  readonly policyHash: string;
  /** JSON text, byte for byte as recorded. */
  readonly record: string;
};

/** Writes decisions; a decision that is there already stays as it is, so an export may be repeated. One statement, one D1 call. */
export async function archiveDecisions(
  db: D1Database,
  decisions: readonly ArchivedDecision[],
  nowMs: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO decision (decision_id, sale_id, shop, at_ms, verdict, reasons, policy_hash, record, exported_at_ms)
       SELECT value ->> 'decisionId', value ->> 'saleId', value ->> 'shop', value ->> 'atMs', value ->> 'verdict',
         value -> 'reasonCodes', value ->> 'policyHash', value ->> 'record', ?2
       FROM json_each(?1) WHERE true
       ON CONFLICT (decision_id) DO NOTHING`,
    )
    .bind(JSON.stringify(decisions), nowMs)
    .run();
}

/** The record's text and owner; undefined where no such decision was exported. */
export async function findArchivedDecision(
  db: D1Database,
  decisionId: string,
): Promise<{ shop: string; record: string } | undefined> {
  const row = await db
    .prepare("SELECT shop, record FROM decision WHERE decision_id = ?")
    .bind(decisionId)
    .first<{ shop: string; record: string }>();
  return row ?? undefined;
}
