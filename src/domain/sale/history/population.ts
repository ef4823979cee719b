import { COHORT_KINDS, type CohortFacts, type CohortKind, type HistoryFacts } from "../../signals/signal.ts";
import type { SaleStore } from "../store.ts";
import { type Cohort, intervalSpread, joinCohort } from "./cohort.ts";
import { link } from "./links.ts";

/** Every account that came by a browser or an app. */
const BROWSER = "browser";

/** A cohort that a checkout belongs to: those without a pseudonym are one for the whole sale. */
export type CohortLink = { readonly kind: CohortKind; readonly pseudonym?: string | undefined };

/** What a checkout is like, as far as others may be alike. */
export type Likeness = {
  /** By a browser or an app. Clerks, texts and calls are like nothing. */
  readonly byBrowser: boolean;
  readonly cohorts: readonly CohortLink[];
  /** Pseudonym of the partner where the goods are picked up. */
  readonly pickup?: string | undefined;
};

/** The cohorts of a checkout before it is counted. */
export type KnownCohorts = {
  readonly names: readonly string[];
  readonly cohorts: ReadonlyMap<string, Cohort>;
  readonly facts: Pick<HistoryFacts, "population" | "unitsAtPartner">;
  /** The row that counts units of the partner. */
  readonly partner: string | undefined;
};

/** Reads how many accounts of the sale came like this one, and how evenly. */
export function readCohorts(store: SaleStore, likeness: Likeness, isNew: boolean): KnownCohorts {
  const links = likeness.byBrowser ? likeness.cohorts : [];
  const names = likeness.byBrowser ? [...new Set([BROWSER, ...links.map(nameOf)])] : [];
  const partner = likeness.pickup === undefined ? undefined : link("pickup", likeness.pickup);
  const cohorts = store.readCohorts(partner === undefined ? names : [...names, partner]);
  const all = cohorts.get(BROWSER);
  const population: { [kind in CohortKind]?: CohortFacts } = {};
  for (const kind of COHORT_KINDS) {
    const each = links
      .filter((one) => one.kind === kind)
      .map((one) => cohortFacts(cohorts.get(nameOf(one)), all, isNew))
      .sort((a, b) => b.otherAccounts - a.otherAccounts);
    // Of several cohorts of one kind the largest counts, so that no account is counted twice.
    if (each[0] !== undefined) population[kind] = each[0];
  }
  const unitsAtPartner = partner === undefined ? undefined : (cohorts.get(partner)?.accounts ?? 0);
  return { names, cohorts, partner, facts: { population, unitsAtPartner } };
}

/**
 * Counts a new account in its cohorts: only its first checkout counts, so that nobody makes a crowd alone. Units held for a
 * partner are counted of every account, one by one.
 */
export function recordPopulation(
  store: SaleStore,
  { names, cohorts, partner }: KnownCohorts,
  { isNew, heldUnits, nowMs }: { readonly isNew: boolean; readonly heldUnits: number; readonly nowMs: number },
): void {
  const changed = new Map<string, Cohort>();
  if (isNew) for (const name of names) changed.set(name, joinCohort(cohorts.get(name), nowMs));
  if (partner !== undefined) {
    for (let unit = 0; unit < heldUnits; unit += 1) {
      changed.set(partner, joinCohort(changed.get(partner) ?? cohorts.get(partner), nowMs));
    }
  }
  if (changed.size > 0) store.writeCohorts(changed);
}

function nameOf({ kind, pseudonym }: CohortLink): string {
  return pseudonym === undefined ? kind : link(kind, pseudonym);
}

/** An account that was counted before is left out of its own counts. */
function cohortFacts(cohort: Cohort | undefined, all: Cohort | undefined, isNew: boolean): CohortFacts {
  const others = (counted: Cohort | undefined) => Math.max(0, (counted?.accounts ?? 0) - (isNew ? 0 : 1));
  const [otherAccounts, allOthers] = [others(cohort), others(all)];
  return {
    otherAccounts,
    accountsApart: Math.max(0, allOthers - otherAccounts),
    share: allOthers === 0 ? 0 : Math.min(1, Math.round((otherAccounts / allOthers) * 1000) / 1000),
    intervalSpread: cohort === undefined ? undefined : intervalSpread(cohort),
  };
}
