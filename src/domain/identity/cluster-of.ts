import type { ClusterStore, Join } from "./cluster/cluster-store.ts";
import { findRoot, membersOf } from "./cluster/forest.ts";

/** Accounts of a sale that belong together, and why. */
export type SaleCluster = {
  readonly accounts: number;
  /** At most `MEMBERS_MAX` of them. */
  readonly members: readonly string[];
  /** Why they belong together: one fewer than there are accounts, where all of them are here. */
  readonly edges: readonly SaleEdge[];
};

/** Two accounts that share something. */
export type SaleEdge = Pick<Join, "atMs" | "kinds" | "weight"> & {
  readonly account: string;
  readonly other: string;
  /** They belong together by what they held or bought with, too, and not only by what their checkouts named. */
  readonly byHolds: boolean;
};

/** More accounts than this are a list and no picture. */
const MEMBERS_MAX = 150;

/** The cluster of an account by what checkouts named; undefined where no link joins it to another. */
export function clusterOf(store: ClusterStore, account: string): SaleCluster | undefined {
  const root = findRoot(store, "attempted", account);
  if (root === undefined) return undefined;
  const members = membersOf(store, "attempted", account, MEMBERS_MAX);
  const holderOf = (each: string) => findRoot(store, "held", each)?.account;
  const edges = members.flatMap(({ joined }): SaleEdge[] => {
    if (joined === undefined) return [];
    const [one, other] = joined.between;
    const holder = holderOf(one);
    const byHolds = holder !== undefined && holder === holderOf(other);
    return [{ account: one, other, kinds: joined.kinds, weight: joined.weight, atMs: joined.atMs, byHolds }];
  });
  return { accounts: root.sums.accounts, members: members.map((member) => member.account), edges };
}
