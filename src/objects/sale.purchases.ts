import { recordPurchases } from "../platform/buyers/buyers.ts";
import { closesAtMs, FORGOTTEN, lastDueMs } from "./sale.forgetting.ts";

/** Buyers of one call to D1. */
const BUYERS_PER_CALL = 1000;

/** Orders that ended without the goods, such as cancelled ones: their movements take units away. */
const ENDED_ORDERS = "(SELECT COUNT(*) FROM order_move WHERE units < 0)";
/** Everything that was sold by now was copied as it is. */
const IS_COPIED = `EXISTS (SELECT 1 FROM purchases_copied WHERE ended_orders = ${ENDED_ORDERS})`;
/** There is, or was, something to copy. */
const IS_WORTH_IT = "(stock.sold > 0 OR EXISTS (SELECT 1 FROM purchases_copied))";

/**
 * Copies who paid for how much, once the sale has ended and no hold is open, so that later sales know it; and again where orders
 * were cancelled or not collected since: nobody is taken for having bought what they never got. Safe to repeat.
 * @throws what D1 throws; it is tried again then
 */
export async function exportPurchases(
  { db, inTransaction }: { readonly db: D1Database; readonly inTransaction: InTransaction },
  nowMs: number,
): Promise<void> {
  const ended = await inTransaction((sql) => endedSale(sql, nowMs));
  if (ended === undefined) return;
  const { purchases, endedOrders, isTest, units, ...sale } = ended;
  // Nobody bought anything in a test sale: it counts as copied.
  for (let start = 0; !isTest && (start === 0 || start < purchases.length); start += BUYERS_PER_CALL) {
    const end = start + BUYERS_PER_CALL;
    const part = { ...sale, purchases: purchases.slice(start, end) };
    await recordPurchases(db, end < purchases.length ? part : { ...part, units });
  }
  await inTransaction((sql) =>
    sql.exec(
      `INSERT INTO purchases_copied (id, at_ms, ended_orders) VALUES (1, ?1, ?2)
       ON CONFLICT (id) DO UPDATE SET at_ms = ?1, ended_orders = ?2`,
      nowMs,
      endedOrders,
    ),
  );
}

/** Reads or changes the tables in a transaction of the sale. */
export type InTransaction = <T>(run: (sql: SqlStorage) => T) => Promise<T>;

/** What is to be copied of a sale that has ended; undefined where it has not, nobody paid, or it was copied. */
function endedSale(sql: SqlStorage, nowMs: number) {
  const [ended] = sql
    .exec<{
      sale_id: string;
      shop: string;
      closes_at_ms: number;
      units: number;
      ended_orders: number;
      test: number | null;
    }>(
      `SELECT record ->> '$.saleId' AS sale_id, record ->> '$.shop' AS shop,
         record ->> '$.definition.closesAtMs' AS closes_at_ms, stock.sold AS units, ${ENDED_ORDERS} AS ended_orders,
         record ->> '$.definition.test' AS test
       FROM sale, stock WHERE record ->> '$.definition.closesAtMs' <= ? AND stock.held = 0 AND ${IS_WORTH_IT}
         AND NOT ${IS_COPIED}`,
      nowMs,
    )
    .toArray();
  if (ended === undefined) return undefined;
  const purchases = sql
    .exec<{ account: string; units: number }>(
      `SELECT account, SUM(CASE state WHEN 'sold' THEN quantity ELSE 0 END) AS units FROM hold
       WHERE (state = 'sold' OR order_id IS NOT NULL) AND account <> '${FORGOTTEN}' GROUP BY account ORDER BY account`,
    )
    .toArray();
  return {
    saleId: ended.sale_id,
    shop: ended.shop,
    endedAtMs: ended.closes_at_ms,
    units: ended.units,
    endedOrders: ended.ended_orders,
    isTest: ended.test === 1,
    purchases,
  };
}

/** When purchases are to be copied next; undefined where there are none, or they were copied. */
export function nextPurchasesMs(sql: SqlStorage): number | undefined {
  const closedAtMs = closesAtMs(sql);
  const isDone =
    closedAtMs === undefined ||
    sql.exec(`SELECT 1 FROM stock WHERE ${IS_WORTH_IT} AND NOT ${IS_COPIED}`).toArray().length === 0;
  return isDone ? undefined : Math.max(closedAtMs, lastDueMs(sql));
}

/** Whether something was sold, or still may be: the sale is not over, or a hold is open. Never true again once it is false. */
export function hasPurchases(sql: SqlStorage, nowMs: number): boolean {
  const found = sql.exec(
    `SELECT 1 FROM sale, stock WHERE record ->> '$.definition.closesAtMs' > ? OR stock.held > 0 OR ${IS_WORTH_IT}`,
    nowMs,
  );
  return found.toArray().length > 0;
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
