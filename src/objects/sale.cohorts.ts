import type { Cohort } from "../domain/sale/history/cohort.ts";
import type { NamedRows } from "../domain/sale/memory/stored-rows.ts";
import type { Sql } from "./sql.ts";
import { sqlRows } from "./sql-rows.ts";

type CohortRow = { name: string; accounts: number; last_at_ms: number; mean_ms: number; squares_ms2: number };

/** Cohorts in SQLite. */
export function sqlCohorts(sql: Sql): NamedRows<Cohort> {
  return sqlRows<CohortRow, Cohort>(sql, {
    name: "cohort",
    key: "name",
    columns: ["name", "accounts", "last_at_ms", "mean_ms", "squares_ms2"],
    load: ({ accounts, last_at_ms, mean_ms, squares_ms2 }) => ({
      accounts,
      lastAtMs: last_at_ms,
      meanMs: mean_ms,
      squaresMs2: squares_ms2,
    }),
    save: ({ accounts, lastAtMs, meanMs, squaresMs2 }, name) => ({
      name,
      accounts,
      last_at_ms: lastAtMs,
      mean_ms: meanMs,
      squares_ms2: squaresMs2,
    }),
  });
}
