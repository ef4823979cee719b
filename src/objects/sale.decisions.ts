import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import type { AttemptRow } from "../domain/sale/attempt-row.ts";
import type { ReplyBody, StoredReply } from "../domain/sale/reply.ts";
import type { DecisionRows } from "../domain/sale/rows/decision-rows.ts";
import { firstRow } from "./first-row.ts";

type AttemptSqlRow = {
  at_ms: number;
  record: string;
  scope: string;
  fingerprint: string;
  status: number;
  body: string;
};
type ReplyRow = { fingerprint: string; at_ms: number; status: number; body: string };

/** Decisions and replies in SQLite; the counts of verdicts are gathered in `sale.tallies.ts`. */
export function sqlDecisions(sql: SqlStorage): Omit<DecisionRows, "countVerdict" | "verdictTotals"> {
  return {
    writeAttempt({ record, idempotencyScope, reply }) {
      sql.exec(
        `INSERT INTO attempt (decision_id, at_ms, record, scope, fingerprint, status, body)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        record.decisionId,
        record.atMs,
        JSON.stringify(record),
        idempotencyScope,
        reply.fingerprint,
        reply.status,
        JSON.stringify(reply.body),
      );
    },
    findAttempt(decisionId) {
      const row = firstRow<AttemptSqlRow>(sql, "SELECT * FROM attempt WHERE decision_id = ?", decisionId);
      return row === undefined ? undefined : toAttempt(row);
    },

    findReply(scope) {
      const row = firstRow<ReplyRow>(
        sql,
        `SELECT fingerprint, at_ms, status, body FROM attempt WHERE scope = ?1
         UNION ALL SELECT fingerprint, at_ms, status, body FROM reply WHERE scope = ?1`,
        scope,
      );
      return row === undefined ? undefined : toReply(row);
    },
    writeReply(scope, { fingerprint, atMs, status, body }) {
      sql.exec(
        "INSERT INTO reply (scope, fingerprint, at_ms, status, body) VALUES (?, ?, ?, ?, ?)",
        scope,
        fingerprint,
        atMs,
        status,
        JSON.stringify(body),
      );
    },
  };
}

function toAttempt(row: AttemptSqlRow): AttemptRow {
  const record: AttemptRecord = JSON.parse(row.record);
  return { record, idempotencyScope: row.scope, reply: toReply(row) };
}

function toReply({ fingerprint, at_ms, status, body }: ReplyRow): StoredReply {
  const parts: ReplyBody = JSON.parse(body);
  return { fingerprint, atMs: at_ms, status, body: parts };
}
