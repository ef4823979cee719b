import { D1_RETENTION, type Retention } from "../../domain/retention.ts";
import { roomOf } from "../../domain/room.ts";
import { countErasedDecisions } from "../decisions/erased-decisions.ts";
import { describeError, log } from "../log.ts";

const DAY_MS = 24 * 3_600_000;
/** So few that one statement never holds up a checkout's archive; the next ones, and the next run, take the rest. */
const ROWS_PER_STATEMENT = 1000;
const STATEMENTS_PER_RUN = 50;

/**
 * Deletes what has outlived its use, table by table. A table that fails is logged and does not stop the others.
 * @returns rows deleted by table
 */
export async function deleteExpired(db: D1Database, nowMs: number): Promise<ReadonlyMap<string, number>> {
  const deleted = new Map<string, number>();
  for (const retention of D1_RETENTION) {
    try {
      deleted.set(retention.table, await deleteRows(db, retention, nowMs));
    } catch (error) {
      log("retention-failed", { table: retention.table, detail: describeError(error) });
    }
  }
  await logSize(db);
  return deleted;
}

/** What the database takes, and that it takes much: tables of all sales grow together. */
async function logSize(db: D1Database): Promise<void> {
  try {
    const { meta } = await db.prepare("SELECT 1").run();
    const room = roomOf(meta.size_after);
    log(room === "enough" ? "database-size" : "database-filling", { bytes: meta.size_after, room });
  } catch (error) {
    log("storage-failed", { detail: describeError(error) });
  }
}

async function deleteRows(db: D1Database, retention: Retention, nowMs: number): Promise<number> {
  const { table, days, key, expired, counted } = retention;
  const rows = `(${key}) IN (SELECT ${key} FROM ${table} WHERE ${expired} ORDER BY ${key} LIMIT ${ROWS_PER_STATEMENT})`;
  const statements = [...(counted === true ? [countErasedDecisions(rows)] : []), `DELETE FROM ${table} WHERE ${rows}`];
  const batch = statements.map((statement) => db.prepare(statement).bind(nowMs - days * DAY_MS));
  let total = 0;
  for (let run = 0; run < STATEMENTS_PER_RUN; run += 1) {
    const results = await db.batch(batch);
    const { changes } = results.at(-1)?.meta ?? { changes: 0 };
    total += changes;
    if (changes < ROWS_PER_STATEMENT) break;
  }
  return total;
}
