import type { ClusterNode, ClusterPlace, ClusterStore, ClusterSums, Join } from "./cluster-store.ts";
import type { Grade, LinkEvidence } from "./evidence.ts";

/** What finding and joining clusters reads and writes. */
export type ClusterNodes = Pick<ClusterStore, "findClusterNode" | "writeClusterNodes">;

/** A cluster: its root account and what its accounts did together. */
export type Root = { readonly account: string; readonly sums: ClusterSums };

/**
 * The cluster of an account; undefined where the account is in none. Trees are joined small under large and so stay flatter
 * than the logarithm of their size: no path is longer than twenty steps for a million accounts.
 */
export function findRoot(
  store: Pick<ClusterNodes, "findClusterNode">,
  grade: Grade,
  account: string,
): Root | undefined {
  let at = account;
  let node = store.findClusterNode(grade, at);
  while (node?.joined !== undefined) {
    at = node.joined.parent;
    node = store.findClusterNode(grade, at);
  }
  return node === undefined ? undefined : { account: at, sums: node.sums };
}

/** The clusters of several accounts by account, apart for each grade; accounts that are in none are left out. */
export type Roots = { readonly [grade in Grade]: ReadonlyMap<string, Root> };

/** Finds the clusters of several accounts at once. */
export function findRoots(store: Pick<ClusterStore, "findClusterPlaces">, accounts: readonly string[]): Roots {
  if (accounts.length === 0) return { attempted: new Map(), held: new Map() };
  const { attempted, held } = store.findClusterPlaces(accounts);
  return { attempted: rootsAmong(attempted, accounts), held: rootsAmong(held, accounts) };
}

function rootsAmong(places: ReadonlyMap<string, ClusterPlace>, accounts: readonly string[]): ReadonlyMap<string, Root> {
  const roots = new Map<string, Root>();
  for (const account of accounts) {
    let at = account;
    for (let above = places.get(at)?.parent; above !== undefined; above = places.get(at)?.parent) at = above;
    const place = places.get(at);
    if (place !== undefined) roots.set(account, { account: at, sums: place.sums });
  }
  return roots;
}

/** A cluster to be joined, and why. */
export type LinkedCluster = { readonly root: Root; readonly evidence: LinkEvidence };

/**
 * Joins the cluster of an account with those that are linked to it, and keeps why. The clusters must be different
 * ones. Writes one row for each of them.
 */
export function joinClusters(
  store: ClusterNodes,
  grade: Grade,
  joining: {
    readonly root: Root;
    readonly account: string;
    readonly linked: readonly LinkedCluster[];
    readonly nowMs: number;
  },
): void {
  const { account, linked, nowMs } = joining;
  let { root } = joining;
  const nodes = new Map<string, ClusterNode>();
  for (const { root: other, evidence } of linked) {
    const { account: shares, kinds, weight } = evidence;
    const [below, above] = root.sums.accounts > other.sums.accounts ? [other, root] : [root, other];
    const joined: Join = { parent: above.account, atMs: nowMs, between: [account, shares], kinds, weight };
    nodes.set(below.account, { joined, sums: below.sums });
    root = { account: above.account, sums: addSums(above.sums, below.sums) };
  }
  store.writeClusterNodes(grade, nodes.set(root.account, { sums: root.sums }));
}

export function addSums(a: ClusterSums, b: ClusterSums): ClusterSums {
  return {
    accounts: a.accounts + b.accounts,
    units: a.units + b.units,
    paidHolds: a.paidHolds + b.paidHolds,
    unpaidHolds: a.unpaidHolds + b.unpaidHolds,
    lastUnpaidAtMs: extreme(Math.max, a.lastUnpaidAtMs, b.lastUnpaidAtMs),
    createdFromHour: extreme(Math.min, a.createdFromHour, b.createdFromHour),
    createdToHour: extreme(Math.max, a.createdToHour, b.createdToHour),
  };
}

/** One account of a cluster, and why it was put there; the oldest has no reason. */
export type Member = { readonly account: string; readonly joined?: Join | undefined };

/**
 * Which accounts belong together with this one, and why: the accounts of its cluster, each but one with the edge by which
 * its part of the cluster was joined.
 * @param membersMax where a cluster has more accounts than this, the first ones that are met
 */
export function membersOf(store: ClusterStore, grade: Grade, account: string, membersMax: number): readonly Member[] {
  const root = findRoot(store, grade, account);
  if (root === undefined) return [];
  const members: Member[] = [];
  const waiting = [root.account];
  for (let next = waiting.shift(); next !== undefined && members.length < membersMax; next = waiting.shift()) {
    const node: ClusterNode | undefined = store.findClusterNode(grade, next);
    members.push({ account: next, joined: node?.joined });
    waiting.push(...store.clusterChildren(grade, next));
  }
  return members;
}

function extreme(
  choose: (a: number, b: number) => number,
  a: number | undefined,
  b: number | undefined,
): number | undefined {
  return a === undefined ? b : b === undefined ? a : choose(a, b);
}
