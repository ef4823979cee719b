import { renderCluster } from "../../console/pages/cluster.tsx";
import { renderClusterList } from "../../console/pages/cluster-list.tsx";
import type { ClusterAccount, ClusterEdge, ClusterView } from "../../console/view-models/cluster.ts";
import { HUB_ACCOUNTS } from "../../domain/identity/cluster/evidence.ts";
import type { SaleCluster } from "../../domain/identity/cluster-of.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type AccountAttempts, accountAttempts } from "../../platform/account-attempts.ts";
import { type EarlierEdge, earlierEdges } from "../../platform/buyer-edges.ts";
import { sharedLinks } from "../../platform/shared-links.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { callSale } from "../sale-call.ts";
import { frameOf, problemPageResponse, staffOrPage } from "./staff-page.ts";

/** The largest clusters of a sale. */
export async function showClusters(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const sale = await saleOf(c);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const clusters = await callSale(c, sale.value.saleId, async (object) => await object.clusters());
  if (!clusters.ok) return await problemPageResponse(c, clusters.error);
  return await c.html(renderClusterList({ ...sale.value, clusters: clusters.value }, frameOf(c, staff, sale.value)));
}

/** The accounts that belong together with one. */
export async function showCluster(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const sale = await saleOf(c);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const view = await clusterView(c, sale.value, c.req.param("account") ?? "");
  if (!view.ok) return await problemPageResponse(c, view.error);
  return await c.html(renderCluster(view.value, frameOf(c, staff, sale.value)));
}

type NamedSale = { readonly saleId: string; readonly title: string };

async function saleOf(c: HttpContext): Promise<Result<NamedSale, Problem>> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const called = await callSale(c, saleId, async (sale) => await sale.view());
  if (!called.ok) return called;
  if (called.value === undefined) return err(problemOf({ kind: "sale-unknown" }));
  return ok({ saleId, title: called.value.sale.definition.title });
}

/** What the sale itself knows of a cluster, and what the archive adds: earlier sales, what is shared, what accounts did. */
async function clusterView(
  c: HttpContext,
  { saleId, title }: NamedSale,
  account: string,
): Promise<Result<ClusterView, Problem>> {
  const called = await callSale(c, saleId, async (sale) => ({
    cluster: await sale.cluster(account),
    lagMs: await sale.exportLagMs(),
  }));
  if (!called.ok) return called;
  const { cluster, lagMs } = called.value;
  const members = cluster?.members ?? [account];
  const [earlier, shared, attempts] = await Promise.all([
    earlierEdges(c.env.DB, members),
    sharedLinks(c.env.DB, saleId, members),
    accountAttempts(c.env.DB, saleId, members),
  ]);
  return ok({
    saleId,
    title,
    account,
    size: cluster?.accounts ?? 1,
    accounts: accountsOf(members, earlier, attempts),
    edges: [...(cluster === undefined ? [] : edgesOf(cluster, saleId)), ...earlier.map(earlierEdge)],
    shared: shared.map((link) => ({ ...link, isHub: link.accounts > HUB_ACCOUNTS })),
    cuts: [],
    mayCut: false,
    lagMs,
  });
}

function accountsOf(
  members: readonly string[],
  earlier: readonly EarlierEdge[],
  attempts: ReadonlyMap<string, AccountAttempts>,
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

function edgesOf({ edges }: SaleCluster, saleId: string): ClusterEdge[] {
  return edges.map(({ byHolds, ...edge }) => ({ ...edge, by: byHolds ? "held" : "tried", saleId }));
}

function earlierEdge(edge: EarlierEdge): ClusterEdge {
  return { ...edge, by: "earlier" };
}
