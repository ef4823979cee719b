import type { NewEvent } from "../events/event.ts";
import type { ClusterSums, KnownCut } from "../identity/cluster/cluster-store.ts";
import type { Grade } from "../identity/cluster/evidence.ts";
import type { LinkMember } from "../identity/cluster/link-member.ts";
import { sumsOf } from "../identity/cluster/link-sums.ts";
import { isPlaced, isSold, type Order, type OrderMove } from "../order/order.ts";
import type { PressureState } from "../pressure/pressure-state.ts";
import { dueAtMs, type Hold, type Stock } from "../stock/stock.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { AccountNodes, CutList, SaleBacking } from "./backing.ts";
import type { CalledRange } from "./calling/calling.ts";
import type { CallingState, Turn } from "./calling/calling-state.ts";
import type { Cohort } from "./history/cohort.ts";
import { Journal } from "./memory/journal.ts";
import type { BackingRows, Due, NamedRows, StoredLog } from "./memory/stored-rows.ts";
import { type OpenSaleStore, openSaleStore } from "./open-store.ts";
import type { SaleRecord } from "./record.ts";
import type { StoredReply } from "./reply.ts";
import type { AccountHistory, Exemption } from "./rows/account-rows.ts";
import type { Challenge } from "./rows/challenge-rows.ts";
import type { ToldPhase } from "./rows/event-rows.ts";
import { orderDueAtMs } from "./rows/order-rows.ts";

/** The stored rows of one sale by their keys; those of a link's members together. */
type Tables = {
  readonly sale: Map<string, SaleRecord>;
  readonly stock: Map<string, Stock>;
  readonly pools: Map<string, Stock>;
  readonly holds: Map<string, Hold>;
  readonly accounts: Map<string, AccountHistory>;
  readonly exemptions: Map<string, readonly Exemption[]>;
  readonly linkMembers: Map<string, readonly LinkMember[]>;
  readonly nodes: Map<string, AccountNodes>;
  readonly cuts: Map<string, KnownCut>;
  readonly calling: Map<string, CallingState>;
  readonly turns: Map<string, Turn>;
  readonly calledRanges: Map<string, CalledRange>;
  readonly orders: Map<string, Order>;
  readonly orderMoves: Map<string, OrderMove>;
  readonly cohorts: Map<string, Cohort>;
  readonly pressure: Map<string, PressureState>;
  readonly visits: Map<string, number>;
  readonly challenges: Map<string, Challenge>;
  readonly attempts: Map<string, AttemptRow>;
  readonly replies: Map<string, StoredReply>;
  readonly events: Map<string, NewEvent>;
  readonly toldPhase: Map<string, ToldPhase>;
  readonly seconds: Map<string, number>;
  readonly reasons: Map<string, number>;
  readonly unwritten: Map<string, number>;
  readonly redo: Map<number, string>;
};

/** What is stored of a sale as plain data. */
export type SaleDump = { readonly [table in keyof Tables]: readonly EntryOf<Tables[table]>[] };
type EntryOf<Table> = Table extends Map<infer Key, infer Row> ? readonly [Key, Row] : never;

/** A sale's memory over rows in maps, with the two things that a database does beside them. */
export type MapSaleStore = OpenSaleStore & {
  /** Runs commands; what they wrote stays if `run` returns, and nothing of it if it throws. Transactions do not nest. */
  transaction<T>(run: () => T): T;
  /** What is stored of everything that was committed, as a crash would leave it: tables and redo log. */
  stored(): SaleDump;
  /** The tables, once everything is folded into them. */
  dump(): SaleDump;
};

type StoredBytes = Pick<SaleBacking, "bytesUsed" | "archiveBytes">;
const EMPTY: StoredBytes = { bytesUsed: () => 0, archiveBytes: () => 0 };

export type SeenLog = (log: StoredLog) => StoredLog;

export type MapSaleOptions = {
  /** What its rows and the archive are said to take, since maps take no bytes of a disk. */
  readonly size?: StoredBytes;
  /** Of changes, before they are folded. */
  readonly logCharsMax?: number | undefined;
  /** How the memory sees the redo log: a simulation shows it a broken one. */
  readonly seeLog?: SeenLog;
};

/**
 * The memory of a sale as its object has it, over rows in maps: for simulations and tests, without a runtime. Where stored rows
 * have an index the maps are walked, which is fine for the thousands of holds of a simulated sale.
 * @param from what an earlier one stored: the new one knows nothing else, as after an eviction
 */
export function mapSaleStore(
  from?: SaleDump,
  { size = EMPTY, logCharsMax, seeLog = (log) => log }: MapSaleOptions = {},
): MapSaleStore {
  const tables = tablesFrom(from);
  const journal = new Journal();
  const backing = mapBacking(tables, journal, size);
  const store = openSaleStore({ ...backing, redo: seeLog(backing.redo) }, logCharsMax);
  store.begin();
  while (store.learnNames());
  return {
    ...store,
    transaction(run) {
      store.commit();
      try {
        return journal.transaction(() => {
          const value = run();
          store.commit();
          return value;
        });
      } catch (error) {
        store.discard();
        store.begin();
        throw error;
      }
    },
    stored() {
      store.commit();
      return dumpOf(tables);
    },
    dump() {
      store.fold();
      return dumpOf(tables);
    },
  };
}

function tablesFrom(from: SaleDump | undefined): Tables {
  return {
    sale: new Map(from?.sale),
    stock: new Map(from?.stock),
    pools: new Map(from?.pools),
    holds: new Map(from?.holds),
    accounts: new Map(from?.accounts),
    exemptions: new Map(from?.exemptions),
    linkMembers: new Map(from?.linkMembers),
    nodes: new Map(from?.nodes),
    cuts: new Map(from?.cuts),
    calling: new Map(from?.calling),
    turns: new Map(from?.turns),
    calledRanges: new Map(from?.calledRanges),
    orders: new Map(from?.orders),
    orderMoves: new Map(from?.orderMoves),
    cohorts: new Map(from?.cohorts),
    pressure: new Map(from?.pressure),
    visits: new Map(from?.visits),
    challenges: new Map(from?.challenges),
    attempts: new Map(from?.attempts),
    replies: new Map(from?.replies),
    events: new Map(from?.events),
    toldPhase: new Map(from?.toldPhase),
    seconds: new Map(from?.seconds),
    reasons: new Map(from?.reasons),
    unwritten: new Map(from?.unwritten),
    redo: new Map(from?.redo),
  };
}

function dumpOf(tables: Tables): SaleDump {
  return {
    sale: [...tables.sale],
    stock: [...tables.stock],
    pools: [...tables.pools],
    holds: [...tables.holds],
    accounts: [...tables.accounts],
    exemptions: [...tables.exemptions],
    linkMembers: [...tables.linkMembers],
    nodes: [...tables.nodes],
    cuts: [...tables.cuts],
    calling: [...tables.calling],
    turns: [...tables.turns],
    calledRanges: [...tables.calledRanges],
    orders: [...tables.orders],
    orderMoves: [...tables.orderMoves],
    cohorts: [...tables.cohorts],
    pressure: [...tables.pressure],
    visits: [...tables.visits],
    challenges: [...tables.challenges],
    attempts: [...tables.attempts],
    replies: [...tables.replies],
    events: [...tables.events],
    toldPhase: [...tables.toldPhase],
    seconds: [...tables.seconds],
    reasons: [...tables.reasons],
    unwritten: [...tables.unwritten],
    redo: [...tables.redo],
  };
}

function mapBacking(tables: Tables, journal: Journal, size: StoredBytes): SaleBacking {
  const rows = <Row>(table: Map<string, Row>): NamedRows<Row> => ({
    read: (keys) => found(keys, (key) => table.get(key)),
    write(changes) {
      for (const { key, row } of changes) journal.write(table, key, row);
    },
    namesAfter: () => ({ names: [...table.keys()] }),
  });
  // Attempts are few in a simulation and looked up by their scopes at repeats alone.
  const scopes = () => new Map([...tables.attempts].map(([decisionId, row]) => [row.idempotencyScope, decisionId]));
  return {
    sale: rows(tables.sale),
    stock: rows(tables.stock),
    pools: rows(tables.pools),
    allPools: () =>
      [...tables.pools].map(([pool, stock]) => ({ pool, stock })).sort((a, b) => (a.pool < b.pool ? -1 : 1)),
    holds: rows(tables.holds),
    accounts: rows(tables.accounts),
    exemptions: rows(tables.exemptions),
    linkMembers: linkMembersIn(tables, journal),
    links: {
      ...sums((link) => {
        const linkMembers = tables.linkMembers.get(link);
        return linkMembers === undefined ? undefined : sumsOf(linkMembers);
      }),
      namesAfter: () => ({ names: [...tables.linkMembers.keys()] }),
    },
    nodes: rows(tables.nodes),
    cuts: rows(tables.cuts),
    cutList: sums(() => cutListOf([...tables.cuts.values()])),
    calling: rows(tables.calling),
    turns: rows(tables.turns),
    calledRanges: rows(tables.calledRanges),
    orders: rows(tables.orders),
    orderMoves: rows(tables.orderMoves),
    waves: sums((wave) => soldInWave(tables.orders, wave)),
    cohorts: rows(tables.cohorts),
    pressure: rows(tables.pressure),
    visits: rows(tables.visits),
    challenges: rows(tables.challenges),
    attempts: rows(tables.attempts),
    decisions: { ...sums((scope) => scopes().get(scope)), namesAfter: () => ({ names: [...scopes().keys()] }) },
    replies: rows(tables.replies),
    events: {
      read: () => new Map(),
      write(changes) {
        for (const { row } of changes) journal.write(tables.events, String(tables.events.size), row);
      },
    },
    toldPhase: rows(tables.toldPhase),
    seconds: rows(tables.seconds),
    reasons: rows(tables.reasons),
    unwritten: rows(tables.unwritten),
    redo: logIn(tables, journal),
    ...size,
    verdicts: sums((verdict) => totalOf(tables.seconds, verdict)),
    ...scans(tables),
  };
}

function logIn({ redo }: Tables, journal: Journal): StoredLog {
  return {
    append(entries) {
      for (const { seq, text } of entries) journal.insert(redo, seq, text);
    },
    read: () => [...redo].map(([seq, text]) => ({ seq, text })).sort((a, b) => a.seq - b.seq),
    forget(toSeq) {
      for (const seq of redo.keys()) if (seq <= toSeq) journal.remove(redo, seq);
    },
  };
}

/** Rows that follow from others: what is written of them stays in memory. */
function sums<Row>(of: (key: string) => Row | undefined): BackingRows<Row> {
  return { read: (keys) => found(keys, of), write: () => undefined };
}

function found<Row>(keys: readonly string[], of: (key: string) => Row | undefined): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const key of keys) {
    const row = of(key);
    if (row !== undefined) rows.set(key, row);
  }
  return rows;
}

function linkMembersIn({ linkMembers, accounts }: Tables, journal: Journal): NamedRows<LinkMember> {
  const linkOf = (key: string) => key.slice(0, key.indexOf(" "));
  return {
    read: (keys) =>
      found(keys, (key) => linkMembers.get(linkOf(key))?.find(({ account }) => key === `${linkOf(key)} ${account}`)),
    write(changes) {
      for (const { key, row } of changes) {
        const others = (linkMembers.get(linkOf(key)) ?? []).filter(({ account }) => account !== row.account);
        journal.write(linkMembers, linkOf(key), [...others, row]);
      }
    },
    namesAfter: () => ({ names: [...accounts.keys()] }),
  };
}

function cutListOf(cuts: readonly KnownCut[]): CutList {
  return {
    inForce: cuts
      .filter(({ inForce }) => inForce)
      .map(({ account, other }) => ({ account, other }))
      .sort((a, b) => (`${a.account} ${a.other}` < `${b.account} ${b.other}` ? -1 : 1)),
    latestSeq: cuts.reduce((latest, { seq }) => Math.max(latest, seq), 0),
  };
}

function totalOf(seconds: ReadonlyMap<string, number>, verdict: string): number {
  let total = 0;
  for (const [key, attempts] of seconds) if (key.endsWith(` ${verdict}`)) total += attempts;
  return total;
}

function soldInWave(orders: ReadonlyMap<string, Order>, wave: string): number {
  const sold = [...orders.values()].filter((order) => String(order.wave) === wave && isSold(order.state));
  return sold.reduce((sum, { units }) => sum + units, 0);
}

/** What comes after one, in the order of its moment and then of its id. */
function nextDue(all: readonly Due[], after: Due, max: number): readonly Due[] {
  const isAfter = ({ atMs, id }: Due) => atMs > after.atMs || (atMs === after.atMs && id > after.id);
  return all
    .filter((entry) => Number.isFinite(entry.atMs) && isAfter(entry))
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
    .slice(0, max);
}

function scans({ holds, orders, nodes, linkMembers, turns, calledRanges }: Tables) {
  const children = (grade: Grade, account: string) =>
    [...nodes].flatMap(([child, both]) => (both[grade]?.joined?.parent === account ? [child] : [])).sort();
  return {
    holdsDueAfter: (after, max) =>
      nextDue(
        [...holds.values()].map((hold) => ({ id: hold.holdId, atMs: dueAtMs(hold) })),
        after,
        max,
      ),
    ordersDueAfter: (after, max) =>
      nextDue(
        [...orders.values()].map((order) => ({ id: order.orderId, atMs: orderDueAtMs(order) })),
        after,
        max,
      ),
    unsentAfter: (after, max) =>
      nextDue(
        [...orders.values()].flatMap(({ orderId, state, shipByMs }) =>
          isPlaced(state) && shipByMs !== undefined ? [{ id: orderId, atMs: shipByMs }] : [],
        ),
        after,
        max,
      ),
    holdsOfOrder: (orderId) =>
      [...holds.values()].filter((hold) => hold.orderId === orderId).sort((a, b) => (a.holdId < b.holdId ? -1 : 1)),
    clusterChildren: children,
    clusterMembers(grade, root) {
      const members = [root];
      for (const member of members) members.push(...children(grade, member));
      return members;
    },
    countTurns: ({ round, fromPlace, toPlace }, state) =>
      [...turns.values()].filter(
        (turn) => turn.round === round && fromPlace <= turn.place && turn.place <= toPlace && turn.state === state,
      ).length,
    vacatedFrom: (from, max) =>
      [...turns.values()]
        .flatMap(({ round, place, vacated }) =>
          vacated === undefined || vacated < from ? [] : [{ vacated, drawn: { round, place } }],
        )
        .sort((a, b) => a.vacated - b.vacated)
        .slice(0, max)
        .map(({ drawn }) => drawn),
    rangesFrom: (from, max) =>
      [...calledRanges.values()]
        .filter(({ seq }) => seq >= from)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, max),
    accountsAlone: (accounts) =>
      new Map(
        accounts.map((account) => {
          const own = [...holds.values()].filter((hold) => hold.account === account);
          const hours = [...linkMembers.values()]
            .flat()
            .flatMap((member) => (member.account === account ? (member.createdHour ?? []) : []));
          return [account, aloneSums(own, hours)];
        }),
      ),
  } satisfies Partial<SaleBacking>;
}

/** What an account did by itself. @param hours in which its members say that it was made */
function aloneSums(holds: readonly Hold[], hours: readonly number[]): ClusterSums {
  const unpaid = holds.filter(
    ({ state, orderId }) => (state === "released" || state === "expired") && orderId === undefined,
  );
  const kept = holds.filter(({ state }) => state === "held" || state === "sold");
  const ended = unpaid.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  const createdHour = hours.length === 0 ? undefined : Math.max(...hours);
  return {
    accounts: 1,
    units: kept.reduce((units, { quantity }) => units + quantity, 0),
    paidHolds: holds.filter(({ state }) => state === "sold").length,
    unpaidHolds: unpaid.length,
    lastUnpaidAtMs: ended.length === 0 ? undefined : Math.max(...ended),
    createdFromHour: createdHour,
    createdToHour: createdHour,
  };
}
