import type { Cohort } from "../domain/sale/history/cohort.ts";
import type { CohortRows } from "../domain/sale/rows/cohort-rows.ts";

type CohortRow = { name: string; accounts: number; last_at_ms: number; mean_ms: number; squares_ms2: number };

/** Cohorts in SQLite. */
export function sqlCohorts(sql: SqlStorage): CohortRows {
  return {
    readCohorts(names) {
      const rows = sql.exec<CohortRow>(
        "SELECT name, accounts, last_at_ms, mean_ms, squares_ms2 FROM cohort WHERE name IN (SELECT value FROM json_each(?))",
        JSON.stringify(names),
      );
      const cohorts = new Map<string, Cohort>();
      for (const { name, accounts, last_at_ms, mean_ms, squares_ms2 } of rows) {
        cohorts.set(name, { accounts, lastAtMs: last_at_ms, meanMs: mean_ms, squaresMs2: squares_ms2 });
      }
      return cohorts;
    },
    writeCohorts(cohorts) {
      sql.exec(
        `INSERT OR REPLACE INTO cohort (name, accounts, last_at_ms, mean_ms, squares_ms2)
         VALUES ${[...cohorts].map(() => "(?, ?, ?, ?, ?)").join(", ")}`,
        ...[...cohorts].flatMap(([name, { accounts, lastAtMs, meanMs, squaresMs2 }]) => [
          name,
          accounts,
          lastAtMs,
          meanMs,
          squaresMs2,
        ]),
      );
    },
  };
}
