import type { BuyerEdge } from "./across-sales/buyer-edges.ts";
import { pairOf } from "./cluster/cut.ts";
import type { SaleCluster } from "./cluster-of.ts";

/** Why two accounts stand together: a part of the picture and a row of the table. */
export type ClusterEdge = {
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly weight: number;
  readonly atMs: number;
  /** `attempted`: by what their checkouts named; `held`: by what they held or bought with; `earlier`: known from another sale. */
  readonly by: "attempted" | "held" | "earlier";
  readonly saleId: string;
};

/** Something that several accounts name. A hub is named by so many that it says little of each: a hostel, an office, a forwarder. */
export type SharedThing = {
  readonly kind: string;
  readonly pseudonym: string;
  readonly accounts: number;
  readonly members: readonly string[];
  readonly isHub: boolean;
};

/** One account of the picture. */
export type ClusterAccount = {
  readonly account: string;
  /** Known from earlier sales alone: it has not come to this one. */
  readonly isAway: boolean;
  readonly decisions: number;
  readonly units: number;
  readonly lastDecisionId?: string | undefined;
};

/** Two accounts that staff took apart. */
export type ClusterCut = {
  readonly cutId: string;
  readonly account: string;
  readonly other: string;
  readonly kinds: readonly string[];
  readonly atMs: number;
  readonly by: string;
  readonly why: string;
};

/** A cluster with what the sale and the archive know of it. */
export type ClusterReport = {
  readonly saleId: string;
  readonly title: string;
  readonly account: string;
  /** Accounts of the cluster in this sale; the page shows at most as many as it lists. */
  readonly size: number;
  readonly accounts: readonly ClusterAccount[];
  readonly edges: readonly ClusterEdge[];
  readonly shared: readonly SharedThing[];
  readonly cuts: readonly ClusterCut[];
  /** How far what is shared and decided is behind the sale. */
  readonly lagMs?: number | undefined;
};

/** Edges of earlier sales between accounts that staff have not taken apart since. */
export function uncut(
  earlier: readonly BuyerEdge[],
  cuts: readonly Pick<ClusterCut, "account" | "other">[],
): BuyerEdge[] {
  const apart = new Set(cuts.map(({ account, other }) => `${account} ${other}`));
  return earlier.filter((edge) => {
    const pair = pairOf(edge.account, edge.other);
    return !apart.has(`${pair.account} ${pair.other}`);
  });
}

/**
 * The accounts of a cluster in this sale, then those that earlier sales add.
 * @param attempts what the accounts of this sale did in it
 */
export function clusterAccounts(
  members: readonly string[],
  earlier: readonly BuyerEdge[],
  attempts: ReadonlyMap<string, Pick<ClusterAccount, "decisions" | "units" | "lastDecisionId">>,
): ClusterAccount[] {
  const here = members.map((account) => ({
    account,
    isAway: false,
    decisions: attempts.get(account)?.decisions ?? 0,
    units: attempts.get(account)?.units ?? 0,
    lastDecisionId: attempts.get(account)?.lastDecisionId,
  }));
  const away = new Set(earlier.map(({ other }) => other).filter((other) => !members.includes(other)));
  return [...here, ...[...away].map((account) => ({ account, isAway: true, decisions: 0, units: 0 }))];
}

/** The edges of this sale, then those of earlier ones. */
export function clusterEdges(
  cluster: SaleCluster | undefined,
  earlier: readonly BuyerEdge[],
  saleId: string,
): ClusterEdge[] {
  const here = (cluster?.edges ?? []).map(
    ({ byHolds, ...edge }): ClusterEdge => ({ ...edge, by: byHolds ? "held" : "attempted", saleId }),
  );
  return [...here, ...earlier.map((edge): ClusterEdge => ({ ...edge, by: "earlier" }))];
}
