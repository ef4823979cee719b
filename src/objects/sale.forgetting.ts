import { SALE_RETENTION_DAYS } from "../domain/retention.ts";
import { loseWaitingRecords } from "./sale.losses.ts";

/** Stands for every account that was forgotten: what is left of them are units that a sale has to account for. */
export const FORGOTTEN = "forgotten";

const DAY_MS = 24 * 3_600_000;

/** Whom to forget: accounts as the archive knows them, whatever else they are known by, and the decisions about them. */
export type ForgetCommand = {
  readonly accounts: readonly string[];
  readonly pseudonyms: readonly string[];
  readonly decisionIds: readonly string[];
};

/** Rows that are gone, and accounts of which claims and counts stay until the sale has closed. */
export type Forgotten = { readonly deleted: number; readonly tombstones: number };

/**
 * Forgets some accounts: the records of their checkouts at once, and the rest when the sale has closed. Until then what they
 * hold, bought, tried and held without paying counts under the keys that they did it with. Or whoever has somebody forgotten, by a
 * device that many used or by their own account, would begin anew in the middle of the sale. Reads every member once, so it is for
 * the few who ask.
 */
export function forget(
  sql: SqlStorage,
  { accounts, pseudonyms, decisionIds }: ForgetCommand,
  nowMs: number,
): Forgotten {
  const known = sql
    .exec<{ account: string }>(
      `SELECT value AS account FROM json_each(?1)
       UNION SELECT account FROM link_member
         WHERE account <> '${FORGOTTEN}' AND substr(link, instr(link, ':') + 1) IN (SELECT value FROM json_each(?2))`,
      JSON.stringify(accounts),
      JSON.stringify(pseudonyms),
    )
    .toArray()
    .map(({ account }) => account);
  const who = JSON.stringify(known);
  const deleted =
    removed(
      sql,
      "DELETE FROM attempt WHERE decision_id IN (SELECT value FROM json_each(?))",
      JSON.stringify(decisionIds),
    ) +
    removed(sql, `DELETE FROM challenge WHERE account ${AMONG}`, who) +
    removed(sql, `DELETE FROM exemption WHERE account ${AMONG}`, who);
  sql.exec(`INSERT OR IGNORE INTO tombstone SELECT account FROM account WHERE account ${AMONG}`, who);
  const ended = forgetEnded(sql, nowMs);
  const { tombstones } = sql
    .exec<{ tombstones: number }>(`SELECT COUNT(*) AS tombstones FROM tombstone WHERE account ${AMONG}`, who)
    .one();
  return { deleted: deleted + ended, tombstones };
}

function removed(sql: SqlStorage, statement: string, bound: string): number {
  return sql.exec(statement, bound).rowsWritten;
}

const AMONG = "IN (SELECT value FROM json_each(?))";

/** Whether an account was forgotten, or is once the sale has closed: nothing further is written of it elsewhere. */
export function isForgotten(sql: SqlStorage, account: string): boolean {
  return account === FORGOTTEN || sql.exec("SELECT 1 FROM tombstone WHERE account = ?", account).toArray().length > 0;
}

/** What the archive will never have: records that were not copied in time, and buyers whose purchases were not. */
export type Lost = { readonly records: number; readonly buyers: number };

/**
 * Forgets everybody `SALE_RETENTION_DAYS` after the sale has closed, and with them what the archive did not take in all that
 * time: how much that was stays. To be called when copying has just been tried again.
 * @returns what is lost by this call; undefined where it is not time yet, or nobody was left
 */
export function forgetEverybody(sql: SqlStorage, nowMs: number): Lost | undefined {
  const closedAtMs = closesAtMs(sql);
  if (closedAtMs === undefined || nowMs < closedAtMs + SALE_RETENTION_DAYS * DAY_MS || !isAnybodyLeft(sql)) {
    return undefined;
  }
  const { buyers } = sql
    .exec<{ buyers: number }>(
      `SELECT COUNT(DISTINCT account) AS buyers FROM hold WHERE state = 'sold' AND account <> '${FORGOTTEN}'
         AND NOT EXISTS (SELECT 1 FROM purchases_copied)`,
    )
    .one();
  const records = loseWaitingRecords(sql);
  sql.exec(`INSERT OR IGNORE INTO tombstone SELECT account FROM account WHERE account <> '${FORGOTTEN}'`);
  for (const table of ["cluster", "cut", "challenge", "exemption"]) sql.exec(`DELETE FROM ${table}`);
  sql.exec("DELETE FROM link_member WHERE units = 0");
  forgetEnded(sql, nowMs);
  return { records, buyers };
}

/**
 * Once the sale has closed, what is left of the forgotten goes as soon as their holds have ended.
 * @returns rows that are gone
 */
export function forgetEnded(sql: SqlStorage, nowMs: number): number {
  const closedAtMs = closesAtMs(sql);
  if (closedAtMs === undefined || nowMs < closedAtMs) return 0;
  const ended = sql
    .exec<{ account: string }>(
      `SELECT account FROM tombstone WHERE account NOT IN
         (SELECT account FROM hold WHERE state = 'held' OR returns_at_ms IS NOT NULL)`,
    )
    .toArray();
  if (ended.length === 0) return 0;
  const who = JSON.stringify(ended.map(({ account }) => account));
  forgetOrders(sql, who);
  sql.exec(
    `UPDATE hold SET account = '${FORGOTTEN}', links = '[]', household = NULL, holder_key = NULL, order_id = NULL
     WHERE account ${AMONG}`,
    who,
  );
  sql.exec(
    `INSERT INTO account (account, attempts, attempts_in_minute, minute_start_ms, unpaid_holds, units)
     SELECT '${FORGOTTEN}', 0, 0, 0, 0, CAST(TOTAL(units) AS INTEGER) FROM account WHERE account ${AMONG}
     ON CONFLICT (account) DO UPDATE SET units = units + excluded.units`,
    who,
  );
  let rows = removed(sql, `DELETE FROM cut WHERE account ${AMONG}`, who);
  rows += removed(sql, `DELETE FROM cut WHERE other ${AMONG}`, who);
  // An edge that a cut took away may name somebody beside the two who were cut.
  sql.exec(
    `UPDATE cut SET removed = '{}' WHERE EXISTS (SELECT 1 FROM json_tree(removed) AS part WHERE part.atom ${AMONG})`,
    who,
  );
  const nodes = sql.exec<{ account: string }>(`SELECT DISTINCT account FROM cluster WHERE account ${AMONG}`, who);
  for (const { account } of nodes.toArray()) renameNode(sql, account);
  for (const table of ["account", "link_member", "tombstone"]) {
    rows += removed(sql, `DELETE FROM ${table} WHERE account ${AMONG}`, who);
  }
  return rows;
}

/** When the next account is due for deletion; undefined if none is left. */
export function nextForgetMs(sql: SqlStorage): number | undefined {
  const closedAtMs = closesAtMs(sql);
  if (closedAtMs === undefined) return undefined;
  const some = (query: string) => sql.exec(query).toArray().length > 0;
  if (some("SELECT 1 FROM tombstone LIMIT 1")) return Math.max(closedAtMs, lastDueMs(sql));
  return isAnybodyLeft(sql) ? closedAtMs + SALE_RETENTION_DAYS * DAY_MS : undefined;
}

function isAnybodyLeft(sql: SqlStorage): boolean {
  return sql.exec(`SELECT 1 FROM account WHERE account <> '${FORGOTTEN}' LIMIT 1`).toArray().length > 0;
}

/** When the last open hold has ended and its units are back; 0 where none is open. */
export function lastDueMs(sql: SqlStorage): number {
  return sql.exec<{ due_at_ms: number }>("SELECT COALESCE(MAX(due_at_ms), 0) AS due_at_ms FROM hold").one().due_at_ms;
}

/** Undefined before the sale was made. */
export function closesAtMs(sql: SqlStorage): number | undefined {
  const [sale] = sql
    .exec<{ at_ms: number }>("SELECT record ->> '$.definition.closesAtMs' AS at_ms FROM sale")
    .toArray();
  return sale?.at_ms;
}

/** The cluster keeps its size and its reasons, and nobody's name. */
function renameNode(sql: SqlStorage, account: string): void {
  const { name } = sql.exec<{ name: string }>(`SELECT '${FORGOTTEN}.' || lower(hex(randomblob(8))) AS name`).one();
  sql.exec("UPDATE cluster SET account = ? WHERE account = ?", name, account);
  sql.exec("UPDATE cluster SET parent = ? WHERE parent = ?", name, account);
  sql.exec(
    `UPDATE cluster SET joined = REPLACE(joined, ?1, ?2) WHERE instr(joined, ?1) > 0`,
    JSON.stringify(account),
    JSON.stringify(name),
  );
}

/** Orders of nobody but the forgotten keep their units and movements, under the id of their first hold: their shop's number names a buyer. */
function forgetOrders(sql: SqlStorage, who: string): void {
  const orders = `SELECT order_id FROM sale_order
    WHERE EXISTS (SELECT 1 FROM json_each(sale_order.holds) AS named
      JOIN hold ON hold.hold_id = named.value AND hold.account ${AMONG})
    AND NOT EXISTS (SELECT 1 FROM json_each(sale_order.holds) AS named
      JOIN hold ON hold.hold_id = named.value AND hold.account NOT ${AMONG} AND hold.account <> '${FORGOTTEN}')`;
  const forgotten = sql.exec<{ order_id: string }>(orders, who, who).toArray();
  const ids = JSON.stringify(forgotten.map(({ order_id }) => order_id));
  sql.exec(
    `UPDATE order_move SET reason = NULL, order_id =
       (SELECT sale_order.holds ->> '$[0]' FROM sale_order WHERE sale_order.order_id = order_move.order_id)
     WHERE order_id ${AMONG}`,
    ids,
  );
  sql.exec(
    `UPDATE sale_order SET order_id = holds ->> '$[0]', receipt = '', collect_code = NULL, tries = NULL,
       cancelled = json_remove(cancelled, '$.cites') WHERE order_id ${AMONG}`,
    ids,
  );
}
