import type { Verdict } from "../../decision/decision.ts";
import type { AttemptRow } from "../attempt-row.ts";
import type { SaleBacking } from "../backing.ts";
import type { Rows } from "../memory/rows.ts";
import type { StoredReply } from "../reply.ts";

/** Decisions with their replies, the replies of other commands, and how often each verdict was given. */
export interface DecisionRows {
  /** One row per attempt: record, reply and place in the outbox. */
  writeAttempt(row: AttemptRow): void;
  findAttempt(decisionId: string): AttemptRow | undefined;

  countVerdict(verdict: Verdict, reasonCodes: readonly string[], atMs: number): void;
  /** Counts a decision that is counted alone: neither its record nor its reply is written. */
  countUnwritten(verdict: Verdict): void;
  unwrittenTotals(): { readonly [verdict in Verdict]: number };
  /** Bytes that all rows of the sale take. */
  bytesUsed(): number;
  /** Bytes of the database that records are copied to, as it said last; 0 before it did. */
  archiveBytes(): number;
  verdictTotals(): { readonly [verdict in Verdict]: number };

  /** The reply that was given under a key, of a checkout as of any other command. */
  findReply(idempotencyScope: string): StoredReply | undefined;
  /** The reply of a command that made no decision: that of an attempt is part of its row. */
  writeReply(idempotencyScope: string, reply: StoredReply): void;
}

/** @param decisions by idempotency scope; @param verdicts totals of the seconds, which with the reasons are what is stored */
export function decisionRows({
  attempts,
  decisions,
  replies,
  seconds,
  reasons,
  verdicts,
  unwritten,
  backing,
}: {
  readonly attempts: Rows<AttemptRow>;
  readonly decisions: Rows<string>;
  readonly replies: Rows<StoredReply>;
  readonly seconds: Rows<number>;
  readonly reasons: Rows<number>;
  readonly verdicts: Rows<number>;
  readonly unwritten: Rows<number>;
  readonly backing: Pick<SaleBacking, "bytesUsed" | "archiveBytes">;
}): DecisionRows {
  const count = (rows: Rows<number>, key: string) => rows.put(key, (rows.get(key) ?? 0) + 1);
  return {
    writeAttempt(row) {
      decisions.insert(row.idempotencyScope, row.record.decisionId);
      attempts.insert(row.record.decisionId, row);
    },
    findAttempt: (decisionId) => attempts.get(decisionId),

    countVerdict(verdict, reasonCodes, atMs) {
      count(verdicts, verdict);
      count(seconds, `${Math.floor(atMs / 1000)} ${verdict}`);
      for (const code of new Set(reasonCodes)) count(reasons, `${code} ${verdict}`);
    },
    verdictTotals: () => totals(verdicts),
    countUnwritten: (verdict) => count(unwritten, verdict),
    unwrittenTotals: () => totals(unwritten),
    bytesUsed: () => backing.bytesUsed(),
    archiveBytes: () => backing.archiveBytes(),

    findReply(idempotencyScope) {
      const decisionId = decisions.get(idempotencyScope);
      return decisionId === undefined ? replies.get(idempotencyScope) : attempts.get(decisionId)?.reply;
    },
    writeReply: (idempotencyScope, reply) => replies.insert(idempotencyScope, reply),
  };
}

function totals(counts: Rows<number>): { readonly [verdict in Verdict]: number } {
  const of = (verdict: Verdict) => counts.get(verdict) ?? 0;
  return { allow: of("allow"), challenge: of("challenge"), review: of("review"), deny: of("deny") };
}
