import { type PackedRecord, packRecord, unpackRecord } from "../domain/decision/packed-record.ts";
import type { AttemptRow } from "../domain/sale/attempt-row.ts";
import { type FoldedBody, foldReply, unfoldReply } from "../domain/sale/folded-reply.ts";
import type { BackingRows, NamedRows } from "../domain/sale/memory/stored-rows.ts";
import type { StoredReply } from "../domain/sale/reply.ts";
import type { SaleWords } from "./sale.words.ts";
import type { Sql } from "./sql.ts";
import { insertAll, namesIn, sqlCounts, sqlRows, sqlSums } from "./sql-rows.ts";

type ReplyRow = { scope: string; fingerprint: string; at_ms: number; status: number; body: string };
type AttemptSqlRow = ReplyRow & { decision_id: string; record: string };

const ATTEMPT_COLUMNS = "decision_id, at_ms, record, scope, fingerprint, status, body";

/** Attempts in SQLite, in the order in which they were made. A second one under the same decision or the same scope breaks the transaction. */
export function sqlAttempts(sql: Sql, words: SaleWords): NamedRows<AttemptRow> {
  return {
    read(decisionIds) {
      const rows = sql.exec<AttemptSqlRow>(
        `SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE decision_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(decisionIds),
      );
      return new Map([...rows].map((row) => [row.decision_id, toAttempt(row, words)]));
    },
    write(changes) {
      insertAll(
        sql,
        `INSERT INTO attempt (${ATTEMPT_COLUMNS})`,
        changes.map(({ row: { record, idempotencyScope, reply } }) => [
          record.decisionId,
          record.atMs,
          JSON.stringify(packRecord(record, words.idOf)),
          idempotencyScope,
          reply.fingerprint,
          reply.status,
          JSON.stringify(foldReply(record, reply.body)),
        ]),
      );
    },
    namesAfter: namesIn(sql, "attempt", "decision_id"),
  };
}

/** The decision under each idempotency scope. */
export function sqlDecisions(sql: Sql): NamedRows<string> {
  return {
    ...sqlSums((scopes) => {
      const rows = sql.exec<{ scope: string; decision_id: string }>(
        "SELECT scope, decision_id FROM attempt WHERE scope IN (SELECT value FROM json_each(?))",
        JSON.stringify(scopes),
      );
      return new Map([...rows].map(({ scope, decision_id }) => [scope, decision_id]));
    }),
    namesAfter: namesIn(sql, "attempt", "scope"),
  };
}

/** Replies of commands that made no decision, in SQLite. */
export function sqlReplies(sql: Sql): NamedRows<StoredReply> {
  return sqlRows<ReplyRow, StoredReply>(sql, {
    name: "reply",
    key: "scope",
    columns: ["scope", "fingerprint", "at_ms", "status", "body"],
    load: toReply,
    save: ({ fingerprint, atMs, status, body }, scope) => ({
      scope,
      fingerprint,
      at_ms: atMs,
      status,
      body: JSON.stringify(body),
    }),
  });
}

/** How many attempts there were: by second and verdict, by reason and verdict, of each verdict in all, and counted alone. */
export function sqlTallies(sql: Sql): {
  readonly [table in "seconds" | "reasons" | "verdicts" | "unwritten"]: BackingRows<number>;
} {
  return {
    seconds: sqlCounts(sql, "tally", { column: "second", valueOf: Number }),
    reasons: sqlCounts(sql, "reason_tally", { column: "code", valueOf: String }),
    verdicts: sqlSums((verdicts) => {
      const rows = sql.exec<{ verdict: string; attempts: number }>(
        `SELECT verdict, SUM(attempts) AS attempts FROM tally
         WHERE verdict IN (SELECT value FROM json_each(?)) GROUP BY verdict`,
        JSON.stringify(verdicts),
      );
      return new Map([...rows].map(({ verdict, attempts }) => [verdict, attempts]));
    }),
    unwritten: sqlRows<{ verdict: string; attempts: number }, number>(sql, {
      name: "unwritten_attempt",
      key: "verdict",
      columns: ["verdict", "attempts"],
      load: ({ attempts }) => attempts,
      save: (attempts, verdict) => ({ verdict, attempts }),
    }),
  };
}

function toAttempt(row: AttemptSqlRow, { textOf }: SaleWords): AttemptRow {
  const packed: PackedRecord = JSON.parse(row.record);
  const record = unpackRecord(packed, textOf);
  const { fingerprint, at_ms, status, body } = row;
  const folded: FoldedBody = JSON.parse(body);
  return {
    record,
    idempotencyScope: row.scope,
    reply: { fingerprint, atMs: at_ms, status, body: unfoldReply(record, folded) },
  };
}

function toReply({ fingerprint, at_ms, status, body }: ReplyRow): StoredReply {
  return { fingerprint, atMs: at_ms, status, body: JSON.parse(body) };
}
