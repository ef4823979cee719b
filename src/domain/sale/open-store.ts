import { SALE_LOG_CHARS_MAX } from "../limits.ts";
import type { SaleBacking } from "./backing.ts";
import { DueQueue } from "./memory/due-queue.ts";
import { KnownNames } from "./memory/known-names.ts";
import { NameFilter } from "./memory/name-filter.ts";
import { RedoLog } from "./memory/redo-log.ts";
import { Rows } from "./memory/rows.ts";
import { accountRows } from "./rows/account-rows.ts";
import { callingRows } from "./rows/calling-rows.ts";
import { challengeRows } from "./rows/challenge-rows.ts";
import { claimRows } from "./rows/claim-rows.ts";
import { clusterRows } from "./rows/cluster-rows.ts";
import { cohortRows } from "./rows/cohort-rows.ts";
import { decisionRows } from "./rows/decision-rows.ts";
import { eventRows } from "./rows/event-rows.ts";
import { holdRows } from "./rows/hold-rows.ts";
import { orderRows } from "./rows/order-rows.ts";
import { poolRows } from "./rows/pool-rows.ts";
import { pressureRows } from "./rows/pressure-rows.ts";
import { stockRows } from "./rows/stock-rows.ts";
import { visitRows } from "./rows/visit-rows.ts";
import type { SaleStore } from "./store.ts";

/** The memory of one sale over its stored rows. */
export type OpenSaleStore = SaleStore & {
  /** Must run as each transaction begins: after a start, and after one that was rolled back, it folds what the redo log has. */
  begin(): void;
  /** Keeps what the transaction changed: in the redo log what is folded later. Must run as each transaction ends. */
  commit(): void;
  /** Writes what changed to the tables. Must run, in a transaction, before anything else reads them. */
  fold(): void;
  /** Does a part of that. @returns whether there is more */
  foldSome(): boolean;
  /** Whether the tables have all that was committed. */
  isFolded(): boolean;
  /** Forgets what was changed and read: the transaction was rolled back. */
  discard(): void;
  /** Forgets what was read, names included: others have changed stored rows since all of memory was folded. */
  reread(): void;
  /**
   * Learns some of the names of rows that are stored, a few milliseconds at a time: until it has all of them, it reads more.
   * @returns whether there may be more
   */
  learnNames(): boolean;
};

/**
 * Rows that stay in memory, of each table. A sale of any size has as many of them, and what was longest not asked for is read
 * again: pseudonyms of a farm, a hostel or a busy network stay, those of a buyer who came once go.
 */
const KEPT = {
  accounts: 8192,
  links: 16_384,
  linkMembers: 16_384,
  nodes: 16_384,
  holds: 4096,
  cohorts: 4096,
  challenges: 1024,
  exemptions: 1024,
  cuts: 256,
  turns: 4096,
  orders: 4096,
  pools: 16_384,
  counts: 1024,
  one: 2,
  /** Only their names are asked for again and again. */
  namesOnly: 0,
  /** Written and never asked for. */
  nothing: 0,
} as const;

/**
 * Opens a sale's memory over its stored rows. The only reader and writer of these, but for whom it was told to `reread`.
 * @param logCharsMax of changes in the redo log, before they are folded
 */
export function openSaleStore(backing: SaleBacking, logCharsMax = SALE_LOG_CHARS_MAX): OpenSaleStore {
  const filter = new NameFilter();
  const names = namesOf(backing, filter);
  const tables = tablesOf(backing, names);
  const redo = new RedoLog(backing.redo, tables, logCharsMax);
  const fold = () => redo.fold();
  const due = new DueQueue((after, max) => {
    fold();
    return backing.holdsDueAfter(after, max);
  });
  const learners = Object.values(names);
  const { forgetDue, ...orders } = orderRows({ ...tables, fold, backing });
  const discard = () => {
    redo.discard();
    due.clear();
    forgetDue();
  };
  return {
    begin: () => redo.begin(),
    commit: () => redo.commit(),
    fold,
    foldSome: () => redo.foldSome(),
    isFolded: () => redo.isEmpty,
    discard,
    reread() {
      discard();
      filter.clear();
      for (const each of learners) each.restart();
    },
    learnNames: () => learners.some((each) => each.learn()),
    ...stockRows(tables),
    ...poolRows({ ...tables, fold, backing }),
    ...holdRows({ ...tables, due, fold, backing }),
    ...claimRows(tables),
    ...clusterRows({ ...tables, fold, backing }),
    ...accountRows(tables),
    ...callingRows({ ...tables, fold, backing }),
    ...orders,
    ...cohortRows(tables.cohorts),
    ...pressureRows(tables.pressure),
    ...visitRows(tables.visits),
    ...challengeRows(tables.challenges),
    ...decisionRows({ ...tables, backing }),
    ...eventRows(tables),
  };
}

function namesOf(backing: SaleBacking, filter: NameFilter) {
  let kinds = 0;
  const of = (rows: { namesAfter: SaleBacking["accounts"]["namesAfter"] }) =>
    new KnownNames(filter, ++kinds, (name) => rows.namesAfter(name));
  return {
    accounts: of(backing.accounts),
    exemptions: of(backing.exemptions),
    holds: of(backing.holds),
    orders: of(backing.orders),
    linkMembers: of(backing.linkMembers),
    links: of(backing.links),
    nodes: of(backing.nodes),
    cohorts: of(backing.cohorts),
    visits: of(backing.visits),
    challenges: of(backing.challenges),
    attempts: of(backing.attempts),
    decisions: of(backing.decisions),
    replies: of(backing.replies),
  };
}

/**
 * In the order in which they are folded: sums after what they are sums of, so that none is read again in between. At once is written
 * what nothing would be saved of: one row that every batch writes, and the table itself refuses wrong figures in it; and what only grows, as attempts and
 * events do, and never changes.
 */
function tablesOf(backing: SaleBacking, names: ReturnType<typeof namesOf>) {
  return {
    sale: new Rows(backing.sale, { keptMax: KEPT.one, durability: "at once" }),
    stock: new Rows(backing.stock, { keptMax: KEPT.one, durability: "at once" }),
    pools: new Rows(backing.pools, { keptMax: KEPT.pools }),
    accounts: new Rows(backing.accounts, { keptMax: KEPT.accounts, names: names.accounts }),
    exemptions: new Rows(backing.exemptions, { keptMax: KEPT.exemptions, names: names.exemptions }),
    holds: new Rows(backing.holds, { keptMax: KEPT.holds, names: names.holds }),
    linkMembers: new Rows(backing.linkMembers, {
      keptMax: KEPT.linkMembers,
      names: names.linkMembers,
      nameOf: (key) => key.slice(key.indexOf(" ") + 1),
    }),
    links: new Rows(backing.links, { keptMax: KEPT.links, durability: "follows", names: names.links }),
    nodes: new Rows(backing.nodes, { keptMax: KEPT.nodes, names: names.nodes }),
    cuts: new Rows(backing.cuts, { keptMax: KEPT.cuts }),
    cutList: new Rows(backing.cutList, { keptMax: KEPT.one, durability: "follows" }),
    calling: new Rows(backing.calling, { keptMax: KEPT.one }),
    turns: new Rows(backing.turns, { keptMax: KEPT.turns }),
    calledRanges: new Rows(backing.calledRanges, { keptMax: KEPT.one }),
    orders: new Rows(backing.orders, { keptMax: KEPT.orders, names: names.orders }),
    orderMoves: new Rows(backing.orderMoves, { keptMax: KEPT.namesOnly, durability: "at once" }),
    waves: new Rows(backing.waves, { keptMax: KEPT.counts, durability: "follows" }),
    cohorts: new Rows(backing.cohorts, { keptMax: KEPT.cohorts, names: names.cohorts }),
    pressure: new Rows(backing.pressure, { keptMax: KEPT.one }),
    visits: new Rows(backing.visits, { keptMax: KEPT.namesOnly, names: names.visits }),
    challenges: new Rows(backing.challenges, { keptMax: KEPT.challenges, names: names.challenges }),
    attempts: new Rows(backing.attempts, { keptMax: KEPT.namesOnly, durability: "at once", names: names.attempts }),
    decisions: new Rows(backing.decisions, {
      keptMax: KEPT.namesOnly,
      durability: "at once",
      names: names.decisions,
    }),
    replies: new Rows(backing.replies, { keptMax: KEPT.namesOnly, names: names.replies }),
    events: new Rows(backing.events, { keptMax: KEPT.nothing, durability: "at once" }),
    toldPhase: new Rows(backing.toldPhase, { keptMax: KEPT.one, durability: "at once" }),
    seconds: new Rows(backing.seconds, { keptMax: KEPT.counts }),
    reasons: new Rows(backing.reasons, { keptMax: KEPT.counts }),
    verdicts: new Rows(backing.verdicts, { keptMax: KEPT.counts, durability: "follows" }),
    unwritten: new Rows(backing.unwritten, { keptMax: KEPT.counts }),
  };
}
