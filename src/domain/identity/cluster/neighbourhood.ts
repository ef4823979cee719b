import type { ClusterStore, ClusterSums } from "./cluster-store.ts";
import { cutsBetween } from "./cut.ts";
import { type Grade, judgeEvidence, type Match } from "./evidence.ts";
import { addSums, findRoot, findRoots, joinClusters, type LinkedCluster, type Root } from "./forest.ts";
import type { LinkHistory, LinkMember } from "./link-member.ts";
import type { Trait } from "./trait.ts";

/** An account as its checkout shows it. */
export type Asking = {
  readonly account: string;
  readonly traits: readonly Trait[];
  readonly createdHour?: number | undefined;
  /** The sale has never seen the account, so there is nothing to look up of its own. */
  readonly isNew: boolean;
};

/** Where an account stands: its own cluster, and the clusters that the links of this checkout join to it. */
type ClusterStanding = {
  readonly root: Root;
  readonly linked: readonly LinkedCluster[];
  /** All of these together, the account itself included. */
  readonly sums: ClusterSums;
};

/** The clusters around an account, before this checkout is counted. */
export type Neighbourhood = { readonly asking: Asking } & { readonly [grade in Grade]: ClusterStanding };

/**
 * Finds the clusters that share traits with an account, and reads each once. For a new account that shares nothing it reads
 * nothing.
 */
export function readNeighbourhood(
  store: ClusterStore,
  asking: Asking,
  known: ReadonlyMap<string, LinkHistory>,
): Neighbourhood {
  const shared = asking.traits.flatMap((trait) =>
    (known.get(trait.link)?.compared ?? []).map((member) => ({ trait, member })),
  );
  const members = new Set(shared.map(({ member }) => member.account));
  const roots = findRoots(store, asking.isNew ? [...members] : [asking.account, ...members]);
  const areCut = cutsBetween(store);
  const standing = (grade: Grade) =>
    clusterStandingOf(grade, {
      asking,
      shared: shared.filter(({ member }) => grade === "attempted" || member.claimed),
      roots: roots[grade],
      areCut,
    });
  return { asking, attempted: standing("attempted"), held: standing("held") };
}

/**
 * Remembers a checkout: its account joins the linked clusters, in the grade `held` only with the units that it now holds.
 * Changes nothing where the sale knows all of it already.
 */
export function recordNeighbourhood(
  store: ClusterStore,
  { asking: { account }, attempted, held }: Neighbourhood,
  { nowMs, heldUnits }: { readonly nowMs: number; readonly heldUnits: number },
): void {
  const join = (grade: Grade, { root, linked }: ClusterStanding, units: number) => {
    if (linked.length === 0 && units === 0) return;
    const counted = { ...root, sums: { ...root.sums, units: root.sums.units + units } };
    joinClusters(store, grade, { root: counted, account, linked, nowMs });
  };
  join("attempted", attempted, 0);
  if (heldUnits > 0) join("held", held, heldUnits);
}

/**
 * Remembers how a hold of an account ended: paid, its units stay the cluster's; not paid, they go and the moment counts; where its order
 * was cancelled, they go as if it had never been paid.
 */
export function recordHoldEnd(
  store: ClusterStore,
  hold: { readonly account: string; readonly quantity: number },
  end: HoldEnd,
): void {
  const root = findRoot(store, "held", hold.account);
  if (root === undefined) return;
  store.writeClusterNodes("held", new Map([[root.account, { sums: afterEnd(root.sums, hold.quantity, end) }]]));
}

type HoldEnd = { readonly how: "paid" | "unpaid" | "cancelled"; readonly nowMs: number };

function afterEnd(sums: ClusterSums, quantity: number, { how, nowMs }: HoldEnd): ClusterSums {
  if (how === "paid") return { ...sums, paidHolds: sums.paidHolds + 1 };
  const units = sums.units - quantity;
  if (how === "cancelled") return { ...sums, units, paidHolds: sums.paidHolds - 1 };
  return { ...sums, units, unpaidHolds: sums.unpaidHolds + 1, lastUnpaidAtMs: nowMs };
}

function clusterStandingOf(
  grade: Grade,
  by: {
    readonly asking: Asking;
    /** Traits of the account, each with an account that brought it too. */
    readonly shared: readonly Omit<Match, "root">[];
    readonly roots: ReadonlyMap<string, Root>;
    readonly areCut: ReturnType<typeof cutsBetween>;
  },
): ClusterStanding {
  const { asking, shared, roots, areCut } = by;
  const rootOf = ({ account, createdHour }: Pick<LinkMember, "account" | "createdHour">): Root =>
    roots.get(account) ?? { account, sums: alone({ createdHour }) };
  const root = rootOf(asking);
  const others = new Map<string, Root>();
  const matches = shared.flatMap(({ trait, member }): Match[] => {
    const other = rootOf(member);
    if (other.account === root.account) return [];
    others.set(other.account, other);
    return [{ trait, member, root: other.account }];
  });
  const evidences = judgeEvidence(grade, asking.createdHour, matches);
  const linked: LinkedCluster[] = [];
  for (const evidence of evidences) {
    const other = others.get(evidence.root);
    const together = [root, ...linked.map((each) => each.root)];
    if (other !== undefined && !areCut(grade, together, other)) linked.push({ root: other, evidence });
  }
  return { root, linked, sums: linked.reduce((sum, each) => addSums(sum, each.root.sums), root.sums) };
}

function alone({ createdHour }: Pick<Asking, "createdHour">): ClusterSums {
  return {
    accounts: 1,
    units: 0,
    paidHolds: 0,
    unpaidHolds: 0,
    createdFromHour: createdHour,
    createdToHour: createdHour,
  };
}
