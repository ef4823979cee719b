import type { LogEntry, StoredLog } from "../domain/sale/memory/stored-rows.ts";
import type { Sql } from "./sql.ts";
import { insertAll } from "./sql-rows.ts";

/** The redo log of a sale in SQLite: one row for each batch of commands, until what it holds is in the other tables. */
export function sqlRedo(sql: Sql): StoredLog {
  return {
    append(entries) {
      insertAll(
        sql,
        "INSERT INTO redo (seq, images)",
        entries.map(({ seq, text }) => [seq, text]),
      );
    },
    read: () => sql.exec<LogEntry>("SELECT seq, images AS text FROM redo ORDER BY seq").toArray(),
    forget(toSeq) {
      sql.exec("DELETE FROM redo WHERE seq <= ?", toSeq);
    },
  };
}
