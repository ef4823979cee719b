import type { Cohort } from "../history/cohort.ts";
import type { Journal } from "./journal.ts";

/** Accounts that came alike, as counts. */
export interface CohortRows {
  /** Cohorts by name; those that nobody joined are left out. */
  readCohorts(names: readonly string[]): ReadonlyMap<string, Cohort>;
  writeCohorts(cohorts: ReadonlyMap<string, Cohort>): void;
}

export type CohortsTables = { readonly cohorts: Map<string, Cohort> };

export function memoryCohorts({ cohorts }: CohortsTables, journal: Journal): CohortRows {
  return {
    readCohorts: (names) =>
      new Map(
        names.flatMap((name) => {
          const cohort = cohorts.get(name);
          return cohort === undefined ? [] : [[name, cohort]];
        }),
      ),
    writeCohorts(all) {
      for (const [name, cohort] of all) journal.write(cohorts, name, cohort);
    },
  };
}
