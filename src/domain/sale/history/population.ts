import type { CohortFacts, HistoryFacts } from "../../signals/signal.ts";
import type { SaleStore } from "../store.ts";
import { type Cohort, intervalSpread, joinCohort } from "./cohort.ts";
import { link } from "./links.ts";

/** Every account that came by a browser or an app. */
const BROWSER = "browser";
/** Those of them that came without a visit: their checkout is the first that was seen of them. */
const DIRECT = "direct";

/** What a checkout is like, as far as others may be alike. */
export type Likeness = {
  /** By a browser or an app. */
  readonly byBrowser: boolean;
  readonly direct: boolean;
  /** Pseudonym of the cadence of its keys. */
  readonly cadence: string | undefined;
};

/** The cohorts of a checkout before it is counted. */
export type Population = {
  readonly names: readonly string[];
  readonly cohorts: ReadonlyMap<string, Cohort>;
  readonly facts: HistoryFacts["population"];
};

/** Reads how many accounts of the sale came like this one, and how evenly. Clerks, texts and calls are like nothing. */
export function readPopulation(store: SaleStore, likeness: Likeness, isNew: boolean): Population {
  const { byBrowser, direct, cadence } = likeness;
  if (!byBrowser) return { names: [], cohorts: new Map(), facts: {} };
  const cadenceName = cadence === undefined ? undefined : link("cadence", cadence);
  const names = [BROWSER, ...(direct ? [DIRECT] : []), ...(cadenceName === undefined ? [] : [cadenceName])];
  const cohorts = store.readCohorts(names);
  const all = cohorts.get(BROWSER);
  const factsOf = (name: string) => cohortFacts(cohorts.get(name), all, isNew);
  return {
    names,
    cohorts,
    facts: {
      ...(direct ? { direct: factsOf(DIRECT) } : {}),
      ...(cadenceName === undefined ? {} : { cadence: factsOf(cadenceName) }),
    },
  };
}

/** Counts a new account in its cohorts. Only its first checkout counts, so that nobody makes a crowd alone. */
export function recordPopulation(store: SaleStore, { names, cohorts }: Population, nowMs: number): void {
  if (names.length > 0) store.writeCohorts(new Map(names.map((name) => [name, joinCohort(cohorts.get(name), nowMs)])));
}

/** An account that was counted before is no company to itself. */
function cohortFacts(cohort: Cohort | undefined, all: Cohort | undefined, isNew: boolean): CohortFacts {
  const others = (counted: Cohort | undefined) => Math.max(0, (counted?.accounts ?? 0) - (isNew ? 0 : 1));
  const [otherAccounts, allOthers] = [others(cohort), others(all)];
  return {
    otherAccounts,
    share: allOthers === 0 ? 0 : Math.min(1, Math.round((otherAccounts / allOthers) * 1000) / 1000),
    intervalSpread: cohort === undefined ? undefined : intervalSpread(cohort),
  };
}
