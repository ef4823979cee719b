import type { Verdict } from "../../decision/decision.ts";
import type { AttemptRow } from "../attempt-row.ts";
import type { StoredReply } from "../reply.ts";
import type { Journal } from "./journal.ts";

/** Decisions with their replies, the replies of other commands, and how often each verdict was given. */
export interface DecisionRows {
  /** One row per attempt: record, reply and place in the outbox. */
  writeAttempt(row: AttemptRow): void;
  findAttempt(decisionId: string): AttemptRow | undefined;

  countVerdict(verdict: Verdict, reasonCodes: readonly string[], atMs: number): void;
  verdictTotals(): { readonly [verdict in Verdict]: number };

  /** The reply that was given under a key, of a checkout as of any other command. */
  findReply(idempotencyScope: string): StoredReply | undefined;
  /** The reply of a command that made no decision: that of an attempt is part of its row. */
  writeReply(idempotencyScope: string, reply: StoredReply): void;
}

export type DecisionsTables = {
  readonly attempts: Map<string, AttemptRow>;
  readonly decisionOfKey: Map<string, string>;
  readonly verdicts: Map<Verdict, number>;
  readonly replies: Map<string, StoredReply>;
};

export function memoryDecisions(
  { attempts, decisionOfKey, verdicts, replies }: DecisionsTables,
  journal: Journal,
): DecisionRows {
  return {
    writeAttempt(row) {
      journal.insert(decisionOfKey, row.idempotencyScope, row.record.decisionId);
      journal.insert(attempts, row.record.decisionId, row);
    },
    findAttempt: (decisionId) => attempts.get(decisionId),

    countVerdict: (verdict) => journal.write(verdicts, verdict, (verdicts.get(verdict) ?? 0) + 1),
    verdictTotals() {
      const count = (verdict: Verdict) => verdicts.get(verdict) ?? 0;
      return { allow: count("allow"), challenge: count("challenge"), review: count("review"), deny: count("deny") };
    },

    findReply(idempotencyScope) {
      const decisionId = decisionOfKey.get(idempotencyScope);
      return decisionId === undefined ? replies.get(idempotencyScope) : attempts.get(decisionId)?.reply;
    },
    writeReply: (idempotencyScope, reply) => journal.insert(replies, idempotencyScope, reply),
  };
}
