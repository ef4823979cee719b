import { HUB_ACCOUNTS } from "../domain/identity/cluster/evidence.ts";
import { type ClusterReport, clusterAccounts, clusterEdges, uncut } from "../domain/identity/cluster-report.ts";
import { isSaleId } from "../domain/ids.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { accountAttempts } from "../platform/buyers/account-attempts.ts";
import { earlierEdges } from "../platform/buyers/buyer-edges.ts";
import { cutsOf } from "../platform/buyers/cluster-cuts.ts";
import { sharedLinks } from "../platform/buyers/shared-links.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { callSale } from "./sale-call.ts";

export type NamedSale = { readonly saleId: string; readonly title: string };

/** A sale by its id, for a page about a part of it. */
export async function namedSale(deps: Deps, saleId: string): Promise<Result<NamedSale, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const called = await callSale(deps, saleId, async (sale) => await sale.view());
  if (!called.ok) return called;
  if (called.value === undefined) return err(problemOf({ kind: "sale-unknown" }));
  return ok({ saleId, title: called.value.sale.definition.title });
}

/** What the sale itself knows of an account's cluster, and what the archive adds: earlier sales, shared things, attempts. */
export async function clusterReport(
  deps: Deps,
  { saleId, title }: NamedSale,
  account: string,
): Promise<Result<ClusterReport, Problem>> {
  const called = await callSale(deps, saleId, async (sale) => ({
    cluster: await sale.cluster(account),
    lagMs: await sale.exportLagMs(),
  }));
  if (!called.ok) return called;
  const { cluster, lagMs } = called.value;
  const members = cluster?.members ?? [account];
  const [known, shared, attempts, cuts] = await Promise.all([
    earlierEdges(deps.db, members),
    sharedLinks(deps.db, saleId, members),
    accountAttempts(deps.db, saleId, members),
    cutsOf(deps.db, members),
  ]);
  const earlier = uncut(known, cuts);
  return ok({
    saleId,
    title,
    account,
    size: cluster?.accounts ?? 1,
    accounts: clusterAccounts(members, earlier, attempts),
    edges: clusterEdges(cluster, earlier, saleId),
    shared: shared.map((link) => ({ ...link, isHub: link.accounts > HUB_ACCOUNTS })),
    cuts: cuts.map(({ account: one, other, event }) => ({
      cutId: event.cutId,
      account: one,
      other,
      kinds: event.kinds,
      atMs: event.atMs,
      by: event.by.email,
      why: event.why,
    })),
    lagMs,
  });
}
