import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import { type PackedRecord, type TextOf, unpackRecord } from "../domain/decision/packed-record.ts";
import { EXPORT_RECORDS_MAX, HOLD_TTL_SECONDS_MAX, IDEMPOTENCY_RETENTION_MS } from "../domain/limits.ts";
import { buyerOf } from "../domain/sale/history/buyer-of.ts";
import { recordBuyers } from "../platform/buyers/buyers.ts";
import { type ArchivedDecision, archiveDecisions } from "../platform/decisions/decision-archive.ts";
import { indexDecisions } from "../platform/decisions/decision-keys.ts";
import { copyWords, type RecordWord } from "../platform/decisions/record-words.ts";

/**
 * Attempts stay this long after they were made: beyond the time for which replies are repeated, and beyond the longest hold
 * and its token, so that no late repeat of a checkout can hold a second time while the first hold is still open.
 */
const ATTEMPT_RETENTION_MS = IDEMPOTENCY_RETENTION_MS + HOLD_TTL_SECONDS_MAX * 1000;

/** Attempts are copied in order, so one number says which are: a mark on each would write its whole row again. */
export const WAITING = "seq > (SELECT exported_seq FROM outbox)";

/** What waits to be copied to D1, and what it takes to read it. */
export type Outbox = {
  readonly storage: DurableObjectStorage;
  readonly db: D1Database;
  readonly textOf: TextOf;
  /** Of a test sale nothing is copied: what waits counts as copied. */
  readonly isTest: boolean;
};

/**
 * Copies the oldest records that are not in D1 yet. Safe to repeat: D1 keeps the first copy of a decision.
 * @returns whether there may be more
 * @throws what D1 throws; nothing is marked as exported then
 */
export async function exportDecisions(
  { storage, db, textOf, isTest }: Outbox,
  nowMs: number,
  recordsMax = EXPORT_RECORDS_MAX,
): Promise<boolean> {
  if (isTest) {
    storage.sql.exec("UPDATE outbox SET exported_seq = (SELECT COALESCE(MAX(seq), 0) FROM attempt)");
    return false;
  }
  const rows = storage.sql
    .exec<{ seq: number; record: string }>(
      `SELECT seq, record FROM attempt WHERE ${WAITING} ORDER BY seq LIMIT ${recordsMax}`,
    )
    .toArray();
  const last = rows.at(-1);
  if (last === undefined) return false;
  const waiting = rows.map(({ record: text }): Waiting => {
    const packed: PackedRecord = JSON.parse(text);
    return { text, record: unpackRecord(packed, textOf) };
  });
  const records = waiting.map(({ record }) => record);
  const words = storage.sql
    .exec<RecordWord>("SELECT id, text FROM word WHERE id > (SELECT exported_word FROM outbox) ORDER BY id")
    .toArray();
  const copied = records.slice(0, words.length === 0 ? 0 : 1).map(({ saleId }) => copyWords(db, saleId, words));
  await archiveDecisions(db, waiting.map(archived), nowMs, [...copied, indexDecisions(db, records)]);
  const buyers = records.flatMap((record) => buyerOf(record) ?? []);
  await recordBuyers(db, buyers);
  storage.sql.exec(
    "UPDATE outbox SET exported_seq = MAX(exported_seq, ?), exported_word = MAX(exported_word, ?)",
    last.seq,
    words.at(-1)?.id ?? 0,
  );
  return rows.length === recordsMax;
}

/** Copies everything that is recorded by now, so that a search of the archive finds it. @throws what D1 throws */
export async function exportAll(outbox: Outbox, nowMs: number): Promise<void> {
  const { storage } = outbox;
  const { seq } = storage.sql.exec<{ seq: number }>("SELECT COALESCE(MAX(seq), 0) AS seq FROM attempt").one();
  const isBehind = () => storage.sql.exec("SELECT 1 FROM outbox WHERE exported_seq < ?", seq).toArray().length > 0;
  while (isBehind() && (await exportDecisions(outbox, nowMs)));
}

/** How long the oldest record has waited for its copy in D1; undefined where none waits. */
export function exportLagMs({ sql }: DurableObjectStorage, nowMs: number): number | undefined {
  const [oldest] = sql
    .exec<{ at_ms: number }>(`SELECT at_ms FROM attempt WHERE ${WAITING} ORDER BY seq LIMIT 1`)
    .toArray();
  return oldest === undefined ? undefined : Math.max(0, nowMs - oldest.at_ms);
}

/** Whether any record still waits for its copy in D1. */
export function hasOutbox({ sql }: DurableObjectStorage): boolean {
  return sql.exec(`SELECT 1 FROM attempt WHERE ${WAITING} LIMIT 1`).toArray().length > 0;
}

/** Deletes what has outlived its use, once the oldest of it has: replies, copied attempts, spent visits, ended challenges. */
export function prune(storage: DurableObjectStorage, nowMs: number): void {
  const { sql } = storage;
  // Challenges first and each time: who is asked again and again leaves one each time.
  sql.exec("DELETE FROM challenge WHERE expires_at_ms < ?", nowMs);
  if ((nextPruneMs(storage) ?? Number.POSITIVE_INFINITY) > nowMs) return;
  storage.transactionSync(() => {
    sql.exec("DELETE FROM reply WHERE at_ms < ?", nowMs - IDEMPOTENCY_RETENTION_MS);
    sql.exec(`DELETE FROM attempt WHERE at_ms < ? AND NOT (${WAITING})`, nowMs - ATTEMPT_RETENTION_MS);
    // A day more than needed: a clock that is set back must not make a spent visit good again.
    sql.exec("DELETE FROM spent_visit WHERE expires_at_ms < ?", nowMs - IDEMPOTENCY_RETENTION_MS);
    sql.exec("DELETE FROM exemption WHERE expires_at_ms < ?", nowMs);
  });
}

/** When the oldest kept thing is old enough to go; undefined where nothing is kept. */
export function nextPruneMs({ sql }: DurableObjectStorage): number | undefined {
  const attempts = sql.exec<{ at_ms: number }>(`SELECT at_ms FROM attempt WHERE NOT (${WAITING}) ORDER BY seq LIMIT 1`);
  const replies = sql.exec<{ at_ms: number }>("SELECT at_ms FROM reply ORDER BY at_ms LIMIT 1");
  const times = [
    ...[...attempts].map(({ at_ms }) => at_ms + ATTEMPT_RETENTION_MS),
    ...[...replies].map(({ at_ms }) => at_ms + IDEMPOTENCY_RETENTION_MS),
  ];
  return times.length === 0 ? undefined : Math.min(...times) + 1;
}

type Waiting = { readonly text: string; readonly record: AttemptRecord };

function archived({ text, record }: Waiting): ArchivedDecision {
  const { decisionId, saleId, shop, atMs, decision, policyHash } = record;
  return {
    decisionId,
    saleId,
    shop,
    atMs,
    verdict: decision.verdict,
    reasonCodes: decision.reasons.map(({ code }) => code),
    policyHash,
    record: text,
  };
}
