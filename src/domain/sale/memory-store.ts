import type { Verdict } from "../decision/decision.ts";
import { type Bearer, type LinkHistory, linkHistoryOf } from "../identity/cluster/bearer.ts";
import type { ClusterNode, ClusterPlace, ClusterSums } from "../identity/cluster/cluster-store.ts";
import type { KnownCut } from "../identity/cluster/cut.ts";
import type { Grade } from "../identity/cluster/evidence.ts";
import { assert } from "../result.ts";
import { dueAtMs, type Hold, type Stock } from "../stock/stock.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { Cohort } from "./history/cohort.ts";
import type { SaleRecord } from "./record.ts";
import type { StoredReply } from "./reply.ts";
import type { AccountHistory, Challenge, Exemption, SaleStore } from "./store.ts";

/** The tables of one sale. Rows are never changed in place, so that a table is undone by putting its old rows back. */
type Tables = {
  readonly sale: Map<"sale", SaleRecord>;
  readonly stock: Map<"stock", Stock>;
  readonly holds: Map<string, Hold>;
  readonly accounts: Map<string, AccountHistory>;
  readonly clusters: Map<string, ClusterNode>;
  readonly clusterChildren: Map<string, readonly string[]>;
  readonly cuts: Map<string, KnownCut>;
  readonly bearers: Map<string, readonly Bearer[]>;
  readonly spentVisits: Map<string, number>;
  readonly challenges: Map<string, Challenge>;
  readonly cohorts: Map<string, Cohort>;
  readonly exemptions: Map<string, readonly Exemption[]>;
  readonly attempts: Map<string, AttemptRow>;
  readonly decisionOfKey: Map<string, string>;
  readonly verdicts: Map<Verdict, number>;
  readonly replies: Map<string, StoredReply>;
};

/** Everything that a sale remembers as plain data: what is on disk when its object is evicted. */
export type SaleDump = { readonly [table in keyof Tables]: readonly EntryOf<Tables[table]>[] };
type EntryOf<Table> = Table extends Map<infer Key, infer Row> ? readonly [Key, Row] : never;

/** The sale's memory in maps, with the two things that a database does beside its rows. */
export interface MemorySaleStore extends SaleStore {
  /** Runs commands; what they wrote stays if `run` returns, and nothing of it if it throws. Transactions do not nest. */
  transaction<T>(run: () => T): T;
  dump(): SaleDump;
}

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
  };
  const undo: (() => void)[] = [];

  function write<Key, Row>(table: Map<Key, Row>, key: Key, row: Row): void {
    const before = table.get(key);
    undo.push(() => {
      if (before === undefined) table.delete(key);
      else table.set(key, before);
    });
    table.set(key, row);
  }

  function insert<Key, Row>(table: Map<Key, Row>, key: Key, row: Row): void {
    assert(!table.has(key), `there is no row under ${String(key)} yet`);
    write(table, key, row);
  }

  function writeBearer(link: string, bearer: Bearer): void {
    const others = (tables.bearers.get(link) ?? []).filter(({ account }) => account !== bearer.account);
    write(tables.bearers, link, [...others, bearer]);
  }

  return {
    transaction(run) {
      undo.length = 0;
      try {
        return run();
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error;
      }
    },
    dump() {
      return {
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
      };
    },

    findSale: () => tables.sale.get("sale"),
    writeSale: (sale) => write(tables.sale, "sale", sale),

    readStock() {
      const stock = tables.stock.get("stock");
      assert(stock !== undefined, "a sale has a stock");
      return stock;
    },
    writeStock: (stock) => write(tables.stock, "stock", stock),

    findHold: (holdId) => tables.holds.get(holdId),
    holdsOfOrder: (orderId) =>
      [...tables.holds.values()]
        .filter((hold) => hold.orderId === orderId)
        .sort((a, b) => (a.holdId < b.holdId ? -1 : 1)),
    writeHold: (hold) => write(tables.holds, hold.holdId, hold),
    dueHolds: (nowMs) =>
      [...tables.holds.values()]
        .filter((hold) => dueAtMs(hold) <= nowMs)
        .sort((a, b) => dueAtMs(a) - dueAtMs(b) || (a.holdId < b.holdId ? -1 : 1)),
    nextDueMs() {
      let next = Number.POSITIVE_INFINITY;
      for (const hold of tables.holds.values()) next = Math.min(next, dueAtMs(hold));
      return Number.isFinite(next) ? next : undefined;
    },

    readLinks(links, account) {
      const known = new Map<string, LinkHistory>();
      for (const link of links) {
        const bearers = tables.bearers.get(link);
        if (bearers !== undefined) known.set(link, linkHistoryOf(bearers, account));
      }
      return known;
    },
    writeBearers(changes) {
      for (const { link, bearer } of changes) writeBearer(link, bearer);
    },
    freeClaims({ links, account, quantity }) {
      for (const link of links) {
        const bearer = tables.bearers.get(link)?.find((each) => each.account === account);
        if (bearer !== undefined) writeBearer(link, { ...bearer, units: bearer.units - quantity });
      }
    },

    readCohorts: (names) =>
      new Map(
        names.flatMap((name) => {
          const cohort = tables.cohorts.get(name);
          return cohort === undefined ? [] : [[name, cohort]];
        }),
      ),
    writeCohorts(cohorts) {
      for (const [name, cohort] of cohorts) write(tables.cohorts, name, cohort);
    },

    findAccount: (account) => tables.accounts.get(account),
    writeAccount: (account, history) => write(tables.accounts, account, history),

    findClusterNode: (grade, account) => tables.clusters.get(`${grade} ${account}`),
    findClusterPlaces(accounts) {
      const placesOf = (grade: Grade) => {
        const asked = new Set(accounts);
        const places = new Map<string, ClusterPlace>();
        for (const account of asked) {
          const node = tables.clusters.get(`${grade} ${account}`);
          if (node === undefined) continue;
          const parent = node.joined?.parent;
          places.set(account, { parent, sums: node.sums });
          if (parent !== undefined) asked.add(parent);
        }
        return places;
      };
      return { tried: placesOf("tried"), claimed: placesOf("claimed") };
    },
    writeClusterNodes(grade, nodes) {
      for (const [account, node] of nodes) {
        const before = tables.clusters.get(`${grade} ${account}`)?.joined?.parent;
        write(tables.clusters, `${grade} ${account}`, node);
        if (before !== undefined && before !== node.joined?.parent) {
          const children = tables.clusterChildren.get(`${grade} ${before}`) ?? [];
          const left = children.filter((child) => child !== account);
          write(tables.clusterChildren, `${grade} ${before}`, left);
        }
        if (node.joined === undefined) continue;
        const parent = `${grade} ${node.joined.parent}`;
        const children = tables.clusterChildren.get(parent) ?? [];
        if (!children.includes(account)) write(tables.clusterChildren, parent, [...children, account].sort());
      }
    },
    clusterChildren: (grade, account) => tables.clusterChildren.get(`${grade} ${account}`) ?? [],
    clusterMembers(grade, root) {
      const members = [root];
      for (const member of members) members.push(...(tables.clusterChildren.get(`${grade} ${member}`) ?? []));
      return members;
    },

    findCut: ({ account, other }) => tables.cuts.get(`${account} ${other}`),
    writeCut: (cut) => write(tables.cuts, `${cut.account} ${cut.other}`, cut),
    cutsInForce: () =>
      [...tables.cuts.values()]
        .filter(({ inForce }) => inForce)
        .map(({ account, other }) => ({ account, other }))
        .sort((a, b) => (`${a.account} ${a.other}` < `${b.account} ${b.other}` ? -1 : 1)),
    latestCutSeq: () => [...tables.cuts.values()].reduce((latest, { seq }) => Math.max(latest, seq), 0),
    accountsAlone: (accounts) =>
      new Map(
        accounts.map((account) => {
          const holds = [...tables.holds.values()].filter((hold) => hold.account === account);
          const hours = [...tables.bearers.values()]
            .flat()
            .flatMap((bearer) => (bearer.account === account ? (bearer.createdHour ?? []) : []));
          return [account, aloneSums(holds, hours)];
        }),
      ),

    isVisitSpent: (jti) => tables.spentVisits.has(jti),
    spendVisit: (jti, expiresAtMs) => insert(tables.spentVisits, jti, expiresAtMs),

    findChallenge: (challengeId) => tables.challenges.get(challengeId),
    writeChallenge: (challenge) => write(tables.challenges, challenge.challengeId, challenge),

    exemptionsOf: (account, nowMs) =>
      (tables.exemptions.get(account) ?? []).filter(({ expiresAtMs }) => expiresAtMs > nowMs).map(({ rule }) => rule),
    writeExemption(account, exemption) {
      const others = (tables.exemptions.get(account) ?? []).filter(({ rule }) => rule !== exemption.rule);
      write(tables.exemptions, account, [...others, exemption]);
    },

    writeAttempt(row) {
      insert(tables.decisionOfKey, row.idempotencyScope, row.record.decisionId);
      insert(tables.attempts, row.record.decisionId, row);
    },
    findAttempt: (decisionId) => tables.attempts.get(decisionId),

    countVerdict: (verdict) => write(tables.verdicts, verdict, (tables.verdicts.get(verdict) ?? 0) + 1),
    verdictTotals() {
      const count = (verdict: Verdict) => tables.verdicts.get(verdict) ?? 0;
      return { allow: count("allow"), challenge: count("challenge"), review: count("review"), deny: count("deny") };
    },

    findReply(idempotencyScope) {
      const decisionId = tables.decisionOfKey.get(idempotencyScope);
      return decisionId === undefined ? tables.replies.get(idempotencyScope) : tables.attempts.get(decisionId)?.reply;
    },
    writeReply: (idempotencyScope, reply) => insert(tables.replies, idempotencyScope, reply),
  };
}

/** What an account did by itself. @param hours in which its bearers say that it was made */
function aloneSums(holds: readonly Hold[], hours: readonly number[]): ClusterSums {
  const unpaid = holds.filter(({ state }) => state === "released" || state === "expired");
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
