import type { AccountHistory, AccountRows } from "../domain/sale/rows/account-rows.ts";
import { firstRow } from "./first-row.ts";

/** Accounts and their exemptions in SQLite. */
export function sqlAccounts(sql: SqlStorage): AccountRows {
  return {
    findAccount(account) {
      return firstRow<AccountHistory>(
        sql,
        `SELECT attempts, attempts_in_minute AS attemptsInMinute, minute_start_ms AS minuteStartMs,
           unpaid_holds AS unpaidHolds, units FROM account WHERE account = ?`,
        account,
      );
    },
    writeAccount(account, { attempts, attemptsInMinute, minuteStartMs, unpaidHolds, units }) {
      sql.exec(
        `INSERT OR REPLACE INTO account (account, attempts, attempts_in_minute, minute_start_ms, unpaid_holds, units)
         VALUES (?, ?, ?, ?, ?, ?)`,
        account,
        attempts,
        attemptsInMinute,
        minuteStartMs,
        unpaidHolds,
        units,
      );
    },

    exemptionsOf(account, nowMs) {
      return sql
        .exec<{ rule: string }>("SELECT rule FROM exemption WHERE account = ? AND expires_at_ms > ?", account, nowMs)
        .toArray()
        .map(({ rule }) => rule);
    },
    writeExemption(account, { rule, expiresAtMs }) {
      sql.exec(
        "INSERT OR REPLACE INTO exemption (account, rule, expires_at_ms) VALUES (?, ?, ?)",
        account,
        rule,
        expiresAtMs,
      );
    },
  };
}
