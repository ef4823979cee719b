import type { Grade } from "./evidence.ts";

/** What the accounts of one cluster did together; kept at its root. */
export type ClusterSums = {
  readonly accounts: number;
  /** Units that they hold or bought. */
  readonly units: number;
  readonly paidHolds: number;
  readonly unpaidHolds: number;
  readonly lastUnpaidAtMs?: number | undefined;
  /** Hours from 1970 to the creation of their oldest and newest account, where the shop says it. */
  readonly createdFromHour?: number | undefined;
  readonly createdToHour?: number | undefined;
};

/** Why and when a cluster was put under another: an edge of the graph, with its reason and its date. */
export type Join = {
  readonly parent: string;
  readonly atMs: number;
  /** The two accounts that share something. */
  readonly between: readonly [string, string];
  /** What they share: kinds of identity, and `created` for accounts made at about the same time. */
  readonly kinds: readonly string[];
  readonly weight: number;
};

/**
 * One account of a cluster. A root has no `joined`, and its sums are the cluster's; below it they are as they were when it
 * was joined. An account that is linked to no other and never held has no node.
 */
export type ClusterNode = { readonly joined?: Join | undefined; readonly sums: ClusterSums };

/** A node without its reasons: all that finding a cluster takes. */
export type ClusterPlace = { readonly parent?: string | undefined; readonly sums: ClusterSums };

/** Places by account, apart for each grade. */
export type ClusterPlaces = { readonly [grade in Grade]: ReadonlyMap<string, ClusterPlace> };

/** Accounts that belong together in one sale, as a forest: each account is a node, each cluster a tree. */
export interface ClusterStore {
  findClusterNode(grade: Grade, account: string): ClusterNode | undefined;
  /** Where some accounts stand and all that they stand under; those without a node are left out. One read for all. */
  findClusterPlaces(accounts: readonly string[]): ClusterPlaces;
  /** Writes nodes by account. */
  writeClusterNodes(grade: Grade, nodes: ReadonlyMap<string, ClusterNode>): void;
  /** Accounts that were put directly under this one, in the order of their names. */
  clusterChildren(grade: Grade, account: string): readonly string[];
  /** All accounts of a cluster, its root included, in any order. One read. */
  clusterMembers(grade: Grade, root: string): readonly string[];

  /** What staff said last of a pair. */
  findCut(pair: CutPair): KnownCut | undefined;
  writeCut(cut: KnownCut): void;
  cutsInForce(): readonly CutPair[];
  /** Number of the latest change by staff that was applied; 0 before the first. */
  latestCutSeq(): number;
  /** What each of some accounts did by itself. Reads every hold and every member: for staff, never for a checkout. */
  accountsAlone(accounts: readonly string[]): ReadonlyMap<string, ClusterSums>;
}

/** Two accounts that staff say are different people, whatever they share. The first is the smaller text. */
export type CutPair = { readonly account: string; readonly other: string };

/** A pair that was cut, or joined again. Changes are counted over the whole deployment, from 1. */
export type CutChange = CutPair & { readonly seq: number; readonly inForce: boolean };

/** A change as a sale remembers it, with the edges that it took away here. */
export type KnownCut = CutChange & { readonly removed: { readonly [grade in Grade]?: Join | undefined } };
