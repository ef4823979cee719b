import { ok, type Result } from "../domain/result.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import type { Party } from "../domain/sale/party.ts";
import { type LedgerView, type PoolsView, viewLedger, viewPools } from "../domain/sale/read-sale.ts";
import type { SaleRefusal } from "../domain/sale/refusal.ts";
import { WAITING } from "./sale.chores.ts";

/** Gives up what still waits for its copy in D1, and counts it by verdict. @returns how many records that were */
export function loseWaitingRecords(sql: SqlStorage): number {
  sql.exec(
    `INSERT INTO lost_record (verdict, records)
     SELECT record ->> '$.decision.verdict', COUNT(*) FROM attempt WHERE ${WAITING} GROUP BY 1
     ON CONFLICT (verdict) DO UPDATE SET records = records + excluded.records`,
  );
  const { waiting } = sql.exec<{ waiting: number }>(`SELECT COUNT(*) AS waiting FROM attempt WHERE ${WAITING}`).one();
  sql.exec(`DELETE FROM attempt WHERE ${WAITING}`);
  return waiting;
}

/** Records that were given up, by verdict or of all verdicts. */
export function lostRecords(sql: SqlStorage, verdict?: string): number {
  return sql
    .exec<{ records: number }>(
      "SELECT TOTAL(records) AS records FROM lost_record WHERE ?1 IS NULL OR verdict = ?1",
      verdict ?? null,
    )
    .one().records;
}

/** The exact figures of a sale and of its pools, and how many of its records the archive will never have. */
export type SaleLedger = LedgerView & PoolsView & { readonly lostRecords: number };

export function viewFullLedger(context: SaleContext, sql: SqlStorage, reader: Party): Result<SaleLedger, SaleRefusal> {
  const ledger = viewLedger(context, reader);
  return ledger.ok ? ok({ ...ledger.value, ...viewPools(context), lostRecords: lostRecords(sql) }) : ledger;
}
