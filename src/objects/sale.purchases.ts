import { recordPurchases } from "../platform/buyers/buyers.ts";
import { closesAtMs, FORGOTTEN, lastDueMs } from "./sale.forgetting.ts";

/** Buyers of one call to D1. */
const BUYERS_PER_CALL = 1000;

/**
 * Copies who paid for how much, once the sale has ended and no hold is open, so that later sales know it. Safe to repeat.
 * @throws what D1 throws; it is tried again then
 */
export async function exportPurchases(
  { db, inTransaction }: { readonly db: D1Database; readonly inTransaction: InTransaction },
  nowMs: number,
): Promise<void> {
  const ended = await inTransaction((sql) => endedSale(sql, nowMs));
  if (ended === undefined) return;
  const { purchases, ...sale } = ended;
  for (let start = 0; start === 0 || start < purchases.length; start += BUYERS_PER_CALL) {
    await recordPurchases(db, { ...sale, purchases: purchases.slice(start, start + BUYERS_PER_CALL) });
  }
  await inTransaction((sql) => sql.exec("INSERT OR IGNORE INTO purchases_copied (id, at_ms) VALUES (1, ?)", nowMs));
}

/** Reads or changes the tables in a transaction of the sale. */
export type InTransaction = <T>(run: (sql: SqlStorage) => T) => Promise<T>;

/** What is to be copied of a sale that has ended; undefined where it has not, nobody paid, or it was copied. */
function endedSale(sql: SqlStorage, nowMs: number) {
  const [ended] = sql
    .exec<{ sale_id: string; shop: string; closes_at_ms: number; units: number }>(
      `SELECT record ->> '$.saleId' AS sale_id, record ->> '$.shop' AS shop,
         record ->> '$.definition.closesAtMs' AS closes_at_ms, stock.sold AS units
       FROM sale, stock WHERE record ->> '$.definition.closesAtMs' <= ? AND stock.held = 0 AND stock.sold > 0
         AND NOT EXISTS (SELECT 1 FROM purchases_copied)`,
      nowMs,
    )
    .toArray();
  if (ended === undefined) return undefined;
  const purchases = sql
    .exec<{ account: string; units: number }>(
      `SELECT account, SUM(quantity) AS units FROM hold
       WHERE state = 'sold' AND account <> '${FORGOTTEN}' GROUP BY account ORDER BY account`,
    )
    .toArray();
  return {
    saleId: ended.sale_id,
    shop: ended.shop,
    endedAtMs: ended.closes_at_ms,
    units: ended.units,
    purchases,
  };
}

/** When purchases are to be copied next; undefined where there are none, or they were copied. */
export function nextPurchasesMs(sql: SqlStorage): number | undefined {
  const closedAtMs = closesAtMs(sql);
  const isDone =
    closedAtMs === undefined ||
    sql.exec("SELECT 1 FROM stock WHERE sold > 0 AND NOT EXISTS (SELECT 1 FROM purchases_copied)").toArray().length ===
      0;
  return isDone ? undefined : Math.max(closedAtMs, lastDueMs(sql));
}

/** Units that accounts have bought so far, those that bought none left out. */
export function unitsBought(sql: SqlStorage, accounts: readonly string[]): ReadonlyMap<string, number> {
  const rows = sql.exec<{ account: string; units: number }>(
    `SELECT account, SUM(quantity) AS units FROM hold
     WHERE state = 'sold' AND account IN (SELECT value FROM json_each(?)) GROUP BY account`,
    JSON.stringify(accounts),
  );
  return new Map(rows.toArray().map(({ account, units }) => [account, units]));
}
