import type { ChallengeKind } from "../domain/challenge/challenge-kind.ts";
import type { NamedRows } from "../domain/sale/memory/stored-rows.ts";
import type { Challenge } from "../domain/sale/rows/challenge-rows.ts";
import type { Sql } from "./sql.ts";
import { sqlRows } from "./sql-rows.ts";

type ChallengeRow = {
  challenge_id: string;
  account: string;
  device: string | null;
  expires_at_ms: number;
  visit: string | null;
  kinds: string;
  settled_by: ChallengeKind | null;
  state: Challenge["state"];
};

/** Challenges in SQLite. */
export function sqlChallenges(sql: Sql): NamedRows<Challenge> {
  return sqlRows<ChallengeRow, Challenge>(sql, {
    name: "challenge",
    key: "challenge_id",
    columns: ["challenge_id", "account", "device", "expires_at_ms", "visit", "kinds", "settled_by", "state"],
    load: (stored) => ({
      challengeId: stored.challenge_id,
      account: stored.account,
      device: stored.device ?? undefined,
      expiresAtMs: stored.expires_at_ms,
      visit: stored.visit === null ? undefined : JSON.parse(stored.visit),
      kinds: JSON.parse(stored.kinds),
      settledBy: stored.settled_by ?? undefined,
      state: stored.state,
    }),
    save: ({ challengeId, account, device, expiresAtMs, visit, kinds, settledBy, state }) => ({
      challenge_id: challengeId,
      account,
      device: device ?? null,
      expires_at_ms: expiresAtMs,
      visit: visit === undefined ? null : JSON.stringify(visit),
      kinds: JSON.stringify(kinds),
      settled_by: settledBy ?? null,
      state,
    }),
  });
}

/** Visits that were used, in SQLite: of each when its token expires. */
export function sqlVisits(sql: Sql): NamedRows<number> {
  return sqlRows<{ jti: string; expires_at_ms: number }, number>(sql, {
    name: "spent_visit",
    key: "jti",
    columns: ["jti", "expires_at_ms"],
    load: ({ expires_at_ms }) => expires_at_ms,
    save: (expiresAtMs, jti) => ({ jti, expires_at_ms: expiresAtMs }),
  });
}
