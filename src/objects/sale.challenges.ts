import type { ChallengeKind } from "../domain/challenge/challenge-kind.ts";
import type { Challenge, ChallengeRows } from "../domain/sale/rows/challenge-rows.ts";
import type { VisitRows } from "../domain/sale/rows/visit-rows.ts";
import { firstRow } from "./first-row.ts";

/** Challenges, and visits that were used, in SQLite. */
export function sqlChallenges(sql: SqlStorage): ChallengeRows & VisitRows {
  return {
    isVisitSpent(jti) {
      return firstRow(sql, "SELECT 1 AS spent FROM spent_visit WHERE jti = ?", jti) !== undefined;
    },
    spendVisit(jti, expiresAtMs) {
      sql.exec("INSERT INTO spent_visit (jti, expires_at_ms) VALUES (?, ?)", jti, expiresAtMs);
    },

    findChallenge(challengeId) {
      const row = firstRow<{
        account: string;
        device: string | null;
        expires_at_ms: number;
        visit: string | null;
        kinds: string;
        settled_by: ChallengeKind | null;
        state: Challenge["state"];
      }>(
        sql,
        "SELECT account, device, expires_at_ms, visit, kinds, settled_by, state FROM challenge WHERE challenge_id = ?",
        challengeId,
      );
      if (row === undefined) return undefined;
      return {
        challengeId,
        account: row.account,
        device: row.device ?? undefined,
        expiresAtMs: row.expires_at_ms,
        visit: row.visit === null ? undefined : JSON.parse(row.visit),
        kinds: JSON.parse(row.kinds),
        settledBy: row.settled_by ?? undefined,
        state: row.state,
      };
    },
    writeChallenge({ challengeId, account, device, expiresAtMs, visit, kinds, settledBy, state }) {
      sql.exec(
        `INSERT OR REPLACE INTO challenge
         (challenge_id, account, device, expires_at_ms, visit, kinds, settled_by, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        challengeId,
        account,
        device ?? null,
        expiresAtMs,
        visit === undefined ? null : JSON.stringify(visit),
        JSON.stringify(kinds),
        settledBy ?? null,
        state,
      );
    },
  };
}
