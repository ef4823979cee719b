import type { NamedRows } from "../domain/sale/memory/stored-rows.ts";
import type { AccountHistory, Exemption } from "../domain/sale/rows/account-rows.ts";
import type { Sql } from "./sql.ts";
import { insertAll, namesIn, sqlRows } from "./sql-rows.ts";

type AccountRow = {
  account: string;
  attempts: number;
  attempts_in_minute: number;
  minute_start_ms: number;
  unpaid_holds: number;
  last_unpaid_at_ms: number | null;
  units: number;
};
type ExemptionRow = { account: string; rule: string; expires_at_ms: number };

/** Accounts in SQLite. */
export function sqlAccounts(sql: Sql): NamedRows<AccountHistory> {
  return sqlRows<AccountRow, AccountHistory>(sql, {
    name: "account",
    key: "account",
    columns: [
      "account",
      "attempts",
      "attempts_in_minute",
      "minute_start_ms",
      "unpaid_holds",
      "last_unpaid_at_ms",
      "units",
    ],
    load: (stored) => ({
      attempts: stored.attempts,
      attemptsInMinute: stored.attempts_in_minute,
      minuteStartMs: stored.minute_start_ms,
      unpaidHolds: stored.unpaid_holds,
      lastUnpaidAtMs: stored.last_unpaid_at_ms ?? undefined,
      units: stored.units,
    }),
    save: ({ attempts, attemptsInMinute, minuteStartMs, unpaidHolds, lastUnpaidAtMs, units }, account) => ({
      account,
      attempts,
      attempts_in_minute: attemptsInMinute,
      minute_start_ms: minuteStartMs,
      unpaid_holds: unpaidHolds,
      last_unpaid_at_ms: lastUnpaidAtMs ?? null,
      units,
    }),
  });
}

/** Exemptions in SQLite: one row for each rule, those of an account read and written together. */
export function sqlExemptions(sql: Sql): NamedRows<readonly Exemption[]> {
  return {
    read(accounts) {
      const exemptions = new Map<string, Exemption[]>();
      const rows = sql.exec<ExemptionRow>(
        "SELECT account, rule, expires_at_ms FROM exemption WHERE account IN (SELECT value FROM json_each(?))",
        JSON.stringify(accounts),
      );
      for (const { account, rule, expires_at_ms } of rows) {
        exemptions.set(account, [...(exemptions.get(account) ?? []), { rule, expiresAtMs: expires_at_ms }]);
      }
      return exemptions;
    },
    write(changes) {
      insertAll(
        sql,
        "INSERT OR REPLACE INTO exemption (account, rule, expires_at_ms)",
        changes.flatMap(({ key, row }) => row.map(({ rule, expiresAtMs }) => [key, rule, expiresAtMs])),
      );
    },
    namesAfter: namesIn(sql, "exemption", "account"),
  };
}
