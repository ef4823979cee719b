import type { Cohort } from "../history/cohort.ts";
import type { Rows } from "../memory/rows.ts";

/** Accounts that came alike, as counts. */
export interface CohortRows {
  /** Cohorts by name; those without an account are left out. */
  readCohorts(names: readonly string[]): ReadonlyMap<string, Cohort>;
  writeCohorts(cohorts: ReadonlyMap<string, Cohort>): void;
}

export function cohortRows(cohorts: Rows<Cohort>): CohortRows {
  return {
    readCohorts: (names) => cohorts.getAll(names),
    writeCohorts(all) {
      for (const [name, cohort] of all) cohorts.put(name, cohort);
    },
  };
}
