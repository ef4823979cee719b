import type { SaleBacking } from "./backing.ts";
import { DueHolds } from "./memory/due-holds.ts";
import { KnownNames } from "./memory/known-names.ts";
import { NameFilter } from "./memory/name-filter.ts";
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
import { pressureRows } from "./rows/pressure-rows.ts";
import { stockRows } from "./rows/stock-rows.ts";
import { visitRows } from "./rows/visit-rows.ts";
import type { SaleStore } from "./store.ts";

/** The memory of one sale over its stored rows. */
export type OpenSaleStore = SaleStore & {
  /** Writes what changed. Must run before a transaction ends, and before anything else reads the stored rows. */
  flush(): void;
  /** Forgets what was changed and read in a transaction that was rolled back. */
  discard(): void;
  /** Forgets what was read, names included: others have changed stored rows since all of memory was flushed. */
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
  bearers: 16_384,
  nodes: 16_384,
  holds: 4096,
  cohorts: 4096,
  challenges: 1024,
  exemptions: 1024,
  cuts: 256,
  turns: 4096,
  orders: 4096,
  counts: 1024,
  one: 2,
  /** Only their names are asked for again and again. */
  namesOnly: 0,
  /** Written and never asked for. */
  nothing: 0,
} as const;

/** Opens a sale's memory over its stored rows. The only reader and writer of these, but for whom it was told to `reread`. */
export function openSaleStore(backing: SaleBacking): OpenSaleStore {
  const filter = new NameFilter();
  const names = namesOf(backing, filter);
  const tables = tablesOf(backing, names);
  const all = Object.values(tables);
  const flush = () => {
    for (const rows of all) rows.flush();
  };
  const due = new DueHolds((hold, max) => {
    tables.holds.flush();
    return backing.dueAfter(hold, max);
  });
  const learners = Object.values(names);
  const { forgetDue, ...orders } = orderRows({ ...tables, backing });
  const discard = () => {
    for (const rows of all) rows.discard();
    due.clear();
    forgetDue();
  };
  return {
    flush,
    discard,
    reread() {
      discard();
      filter.clear();
      for (const each of learners) each.restart();
    },
    learnNames: () => learners.some((each) => each.learn()),
    ...stockRows(tables),
    ...holdRows({ ...tables, due, backing }),
    ...claimRows(tables),
    ...clusterRows({ ...tables, backing }),
    ...accountRows(tables),
    ...callingRows({ ...tables, backing }),
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
    bearers: of(backing.bearers),
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

/** In the order in which they are written: sums after what they are sums of, so that none is read again in between. */
function tablesOf(backing: SaleBacking, names: ReturnType<typeof namesOf>) {
  return {
    sale: new Rows(backing.sale, { keptMax: KEPT.one }),
    stock: new Rows(backing.stock, { keptMax: KEPT.one }),
    accounts: new Rows(backing.accounts, { keptMax: KEPT.accounts, names: names.accounts }),
    exemptions: new Rows(backing.exemptions, { keptMax: KEPT.exemptions, names: names.exemptions }),
    holds: new Rows(backing.holds, { keptMax: KEPT.holds, names: names.holds }),
    bearers: new Rows(backing.bearers, {
      keptMax: KEPT.bearers,
      names: names.bearers,
      nameOf: (key) => key.slice(key.indexOf(" ") + 1),
    }),
    links: new Rows(backing.links, { keptMax: KEPT.links, names: names.links }),
    nodes: new Rows(backing.nodes, { keptMax: KEPT.nodes, names: names.nodes }),
    cuts: new Rows(backing.cuts, { keptMax: KEPT.cuts }),
    cutList: new Rows(backing.cutList, { keptMax: KEPT.one }),
    calling: new Rows(backing.calling, { keptMax: KEPT.one }),
    turns: new Rows(backing.turns, { keptMax: KEPT.turns }),
    calledRanges: new Rows(backing.calledRanges, { keptMax: KEPT.one }),
    orders: new Rows(backing.orders, { keptMax: KEPT.orders, names: names.orders }),
    orderMoves: new Rows(backing.orderMoves, { keptMax: KEPT.namesOnly }),
    waves: new Rows(backing.waves, { keptMax: KEPT.counts }),
    cohorts: new Rows(backing.cohorts, { keptMax: KEPT.cohorts, names: names.cohorts }),
    pressure: new Rows(backing.pressure, { keptMax: KEPT.one }),
    visits: new Rows(backing.visits, { keptMax: KEPT.namesOnly, names: names.visits }),
    challenges: new Rows(backing.challenges, { keptMax: KEPT.challenges, names: names.challenges }),
    attempts: new Rows(backing.attempts, { keptMax: KEPT.namesOnly, names: names.attempts }),
    decisions: new Rows(backing.decisions, { keptMax: KEPT.namesOnly, names: names.decisions }),
    replies: new Rows(backing.replies, { keptMax: KEPT.namesOnly, names: names.replies }),
    events: new Rows(backing.events, { keptMax: KEPT.nothing }),
    toldPhase: new Rows(backing.toldPhase, { keptMax: KEPT.one }),
    seconds: new Rows(backing.seconds, { keptMax: KEPT.counts }),
    reasons: new Rows(backing.reasons, { keptMax: KEPT.counts }),
    verdicts: new Rows(backing.verdicts, { keptMax: KEPT.counts }),
    unwritten: new Rows(backing.unwritten, { keptMax: KEPT.counts }),
  };
}
