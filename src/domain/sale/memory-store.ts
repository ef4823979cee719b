import { type AccountsTables, memoryAccounts } from "./rows/account-rows.ts";
import { type CallingTables, memoryCalling } from "./rows/calling-rows.ts";
import { type ChallengesTables, memoryChallenges } from "./rows/challenge-rows.ts";
import { type ClaimsTables, memoryClaims } from "./rows/claim-rows.ts";
import { type ClustersTables, memoryClusters } from "./rows/cluster-rows.ts";
import { type CohortsTables, memoryCohorts } from "./rows/cohort-rows.ts";
import { type DecisionsTables, memoryDecisions } from "./rows/decision-rows.ts";
import { type HoldsTables, memoryHolds } from "./rows/hold-rows.ts";
import { Journal } from "./rows/journal.ts";
import { memoryStock, type StockTables } from "./rows/stock-rows.ts";
import { memoryVisits, type VisitsTables } from "./rows/visit-rows.ts";
import type { SaleStore } from "./store.ts";

/** The tables of one sale. */
type Tables = StockTables &
  HoldsTables &
  ClaimsTables &
  CohortsTables &
  AccountsTables &
  VisitsTables &
  ChallengesTables &
  DecisionsTables &
  CallingTables &
  ClustersTables;

/** Everything that a sale remembers as plain data: what is on disk when its object is evicted. */
export type SaleDump = { readonly [table in keyof Tables]: readonly EntryOf<Tables[table]>[] };
type EntryOf<Table> = Table extends Map<infer Key, infer Row> ? readonly [Key, Row] : never;

/** The sale's memory in maps, with the two things that a database does beside its rows. */
export type MemorySaleStore = SaleStore & {
  /** Runs commands; what they wrote stays if `run` returns, and nothing of it if it throws. Transactions do not nest. */
  transaction<T>(run: () => T): T;
  dump(): SaleDump;
};

/**
 * The in-memory twin of the Sale object's rows, for simulation and tests. One contract suite holds both to the same
 * behaviour, refusals of duplicates included. Where the rows have an index this one walks a map, which is fine for the
 * thousands of holds of a simulated sale.
 * @param from the memory of an earlier store, as after an eviction
 */
export function memorySaleStore(from?: SaleDump): MemorySaleStore {
  const tables: Tables = {
    sale: new Map(from?.sale),
    stock: new Map(from?.stock),
    holds: new Map(from?.holds),
    accounts: new Map(from?.accounts),
    clusters: new Map(from?.clusters),
    clusterChildren: new Map(from?.clusterChildren),
    cuts: new Map(from?.cuts),
    bearers: new Map(from?.bearers),
    spentVisits: new Map(from?.spentVisits),
    challenges: new Map(from?.challenges),
    cohorts: new Map(from?.cohorts),
    exemptions: new Map(from?.exemptions),
    attempts: new Map(from?.attempts),
    decisionOfKey: new Map(from?.decisionOfKey),
    verdicts: new Map(from?.verdicts),
    replies: new Map(from?.replies),
    calling: new Map(from?.calling),
    turns: new Map(from?.turns),
    calledRanges: new Map(from?.calledRanges),
  };
  const journal = new Journal();
  return {
    transaction: (run) => journal.transaction(run),
    dump: () => ({
      sale: [...tables.sale],
      stock: [...tables.stock],
      holds: [...tables.holds],
      accounts: [...tables.accounts],
      clusters: [...tables.clusters],
      clusterChildren: [...tables.clusterChildren],
      cuts: [...tables.cuts],
      bearers: [...tables.bearers],
      spentVisits: [...tables.spentVisits],
      challenges: [...tables.challenges],
      cohorts: [...tables.cohorts],
      exemptions: [...tables.exemptions],
      attempts: [...tables.attempts],
      decisionOfKey: [...tables.decisionOfKey],
      verdicts: [...tables.verdicts],
      replies: [...tables.replies],
      calling: [...tables.calling],
      turns: [...tables.turns],
      calledRanges: [...tables.calledRanges],
    }),
    ...memoryStock(tables, journal),
    ...memoryHolds(tables, journal),
    ...memoryClaims(tables, journal),
    ...memoryCohorts(tables, journal),
    ...memoryAccounts(tables, journal),
    ...memoryVisits(tables, journal),
    ...memoryChallenges(tables, journal),
    ...memoryDecisions(tables, journal),
    ...memoryCalling(tables, journal),
    ...memoryClusters(tables, journal),
  };
}
