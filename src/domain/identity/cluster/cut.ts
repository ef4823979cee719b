import type { ClusterStore, Join } from "./cluster-store.ts";
import { GRADES, type Grade } from "./evidence.ts";
import { findRoot, joinClusters, membersOf } from "./forest.ts";

/** Two accounts that staff say are different people, whatever they share. The first is the smaller text. */
export type CutPair = { readonly account: string; readonly other: string };

/** A pair that was cut, or joined again. Changes are counted over the whole deployment, from 1. */
export type CutChange = CutPair & { readonly seq: number; readonly inForce: boolean };

/** A change as a sale remembers it, with the edges that it took away here. */
export type KnownCut = CutChange & { readonly removed: { readonly [grade in Grade]?: Join | undefined } };

/** Puts a pair in the one order in which it is kept. */
export function pairOf(one: string, other: string): CutPair {
  return one < other ? { account: one, other } : { account: other, other: one };
}

/** Brings a sale up to date with what staff said; what it knows already changes nothing. */
export function applyCut(store: ClusterStore, change: CutChange): void {
  const known = store.findCut(change);
  if (known !== undefined && known.seq >= change.seq) return;
  // Written first: joining again asks what is cut.
  store.writeCut({ ...change, removed: known?.removed ?? {} });
  const removed: { [grade in Grade]?: Join } = {};
  for (const grade of GRADES) {
    const edge = known?.removed[grade];
    if (change.inForce) removed[grade] = separate(store, grade, change);
    else if (edge !== undefined) rejoin(store, grade, edge);
  }
  if (change.inForce) store.writeCut({ ...change, removed });
}

/**
 * Takes two accounts of one cluster apart. The edges of a cluster are a tree over its accounts: one edge on the way between
 * the two goes, the weakest, and of equal ones the latest; the two sides are then counted anew from what their accounts did.
 * @returns the edge that went; undefined where the accounts were not together
 */
function separate(store: ClusterStore, grade: Grade, { account, other }: CutPair): Join | undefined {
  const members = membersOf(store, grade, account, Number.POSITIVE_INFINITY);
  const edges = members.flatMap(({ joined }) => joined ?? []);
  const way = wayBetween(edges, account, other);
  const [weakest] = way.toSorted((a, b) => a.weight - b.weight || b.atMs - a.atMs);
  if (weakest === undefined) return undefined;
  const alone = store.accountsAlone(members.map((member) => member.account));
  for (const member of members) {
    const sums = alone.get(member.account);
    if (sums === undefined) continue;
    const { accounts, createdFromHour, createdToHour } = sums;
    // What accounts tried is known of their clusters by number and age alone.
    const tried = { accounts, units: 0, paidHolds: 0, unpaidHolds: 0, createdFromHour, createdToHour };
    store.writeClusterNode(grade, member.account, { sums: grade === "tried" ? tried : sums });
  }
  for (const edge of edges.toSorted((a, b) => a.atMs - b.atMs)) if (edge !== weakest) rejoin(store, grade, edge);
  return weakest;
}

function rejoin(store: ClusterStore, grade: Grade, { between: [account, shares], kinds, weight, atMs }: Join): void {
  const [root, other] = [findRoot(store, grade, account), findRoot(store, grade, shares)];
  if (root === undefined || other === undefined || root.account === other.account) return;
  if (cutsBetween(store, grade)([root.account], other.account)) return;
  const evidence = { root: other.account, account: shares, kinds, weight };
  joinClusters(store, grade, { root, account, company: [{ root: other, evidence }], nowMs: atMs });
}

/**
 * Tells whether a cut stands between a cluster and any of some others, all named by their roots. Asked for only where accounts
 * are about to be joined: a checkout that keeps no company reads nothing of it.
 */
export function cutsBetween(store: ClusterStore, grade: Grade): (roots: readonly string[], other: string) => boolean {
  const cuts = store.cutsInForce();
  const rootOf = (account: string) => findRoot(store, grade, account)?.account ?? account;
  return (roots, other) =>
    cuts.some((cut) => {
      const [one, two] = [rootOf(cut.account), rootOf(cut.other)];
      return (one === other && roots.includes(two)) || (two === other && roots.includes(one));
    });
}

/** The edges on the one way through the tree from an account to another. */
function wayBetween(edges: readonly Join[], from: string, to: string): readonly Join[] {
  const edgesOf = new Map<string, Join[]>();
  for (const edge of edges) {
    for (const account of edge.between) edgesOf.set(account, [...(edgesOf.get(account) ?? []), edge]);
  }
  const ways = new Map<string, readonly Join[]>([[from, []]]);
  const waiting = [from];
  for (let at = waiting.shift(); at !== undefined && !ways.has(to); at = waiting.shift()) {
    for (const edge of edgesOf.get(at) ?? []) {
      const next = edge.between[0] === at ? edge.between[1] : edge.between[0];
      if (ways.has(next)) continue;
      ways.set(next, [...(ways.get(at) ?? []), edge]);
      waiting.push(next);
    }
  }
  return ways.get(to) ?? [];
}
