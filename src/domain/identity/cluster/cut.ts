import type { ClusterNode, ClusterStore, ClusterSums, CutChange, CutPair, Join } from "./cluster-store.ts";
import { GRADES, type Grade } from "./evidence.ts";
import { type ClusterNodes, findRoot, findRoots, joinClusters, membersOf, type Root } from "./forest.ts";

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
  const [weakest] = wayBetween(edges, account, other).toSorted((a, b) => a.weight - b.weight || b.atMs - a.atMs);
  if (weakest === undefined) return undefined;
  const nodes = new Map<string, ClusterNode>();
  for (const [member, sums] of store.accountsAlone(members.map((each) => each.account))) {
    nodes.set(member, { sums: grade === "attempted" ? withoutHolds(sums) : sums });
  }
  // Put together in memory, so that every row is written once.
  const draft: ClusterNodes = {
    findClusterNode: (_, member) => nodes.get(member),
    writeClusterNodes: (_, joined) => {
      for (const [member, node] of joined) nodes.set(member, node);
    },
  };
  for (const edge of edges.toSorted((a, b) => a.atMs - b.atMs)) if (edge !== weakest) joinBy(draft, grade, edge);
  store.writeClusterNodes(grade, nodes);
  return weakest;
}

/** What accounts tried is known of their clusters by number and age alone. */
function withoutHolds({ accounts, createdFromHour, createdToHour }: ClusterSums): ClusterSums {
  return { accounts, units: 0, paidHolds: 0, unpaidHolds: 0, createdFromHour, createdToHour };
}

function rejoin(store: ClusterStore, grade: Grade, edge: Join): void {
  const [one, other] = edge.between.map((account) => findRoot(store, grade, account));
  if (one === undefined || other === undefined || one.account === other.account) return;
  if (!cutsBetween(store)(grade, [one], other)) joinBy(store, grade, edge);
}

/** Joins the clusters of two accounts by the reason and of the moment that an edge has. */
function joinBy(store: ClusterNodes, grade: Grade, { between: [account, shares], kinds, weight, atMs }: Join): void {
  const [root, other] = [findRoot(store, grade, account), findRoot(store, grade, shares)];
  if (root === undefined || other === undefined) return;
  const evidence = { root: other.account, account: shares, kinds, weight };
  joinClusters(store, grade, { root, account, linked: [{ root: other, evidence }], nowMs: atMs });
}

/**
 * Tells whether a cut (*cannot-link*) stands between a cluster and any of some others. Asked only where clusters are about to be
 * joined, so a checkout that shares nothing reads nothing. Of two clusters the smaller is looked through, which for a new account
 * is one row. What is read once is known from then on, so it serves one checkout.
 */
export function cutsBetween(store: ClusterStore): (grade: Grade, roots: readonly Root[], other: Root) => boolean {
  let cuts: readonly CutPair[] | undefined;
  const known = new Map<string, ReadonlySet<string>>();
  const membersOfRoot = (grade: Grade, { account, sums }: Root): ReadonlySet<string> => {
    const name = `${grade} ${account}`;
    const members = known.get(name) ?? new Set(sums.accounts === 1 ? [account] : store.clusterMembers(grade, account));
    known.set(name, members);
    return members;
  };
  const isCut = (grade: Grade, one: Root, two: Root): boolean => {
    cuts ??= store.cutsInForce();
    if (cuts.length === 0) return false;
    const [small, large] = one.sums.accounts <= two.sums.accounts ? [one, two] : [two, one];
    const among = membersOfRoot(grade, small);
    const across = cuts.flatMap(({ account, other }) =>
      among.has(account) ? [other] : among.has(other) ? [account] : [],
    );
    const roots = findRoots(store, across)[grade];
    return across.some((account) => (roots.get(account)?.account ?? account) === large.account);
  };
  return (grade, roots, other) => roots.some((root) => isCut(grade, root, other));
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
