import { cutAccounts, joinAccounts } from "../../app/cut-accounts.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { callSale } from "../../app/sale-call.ts";
import { renderCluster } from "../../console/pages/cluster.tsx";
import { renderClusterList } from "../../console/pages/cluster-list.tsx";
import {
  type ClusterAccount,
  type ClusterEdge,
  type ClusterView,
  clusterHref,
} from "../../console/view-models/cluster.ts";
import type { BuyerEdge } from "../../domain/identity/across-sales/buyer-edges.ts";
import { pairOf } from "../../domain/identity/cluster/cut.ts";
import { HUB_ACCOUNTS } from "../../domain/identity/cluster/evidence.ts";
import type { SaleCluster } from "../../domain/identity/cluster-of.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type AccountAttempts, accountAttempts } from "../../platform/buyers/account-attempts.ts";
import { earlierEdges } from "../../platform/buyers/buyer-edges.ts";
import { auditCuts, cutsOf } from "../../platform/buyers/cluster-cuts.ts";
import { sharedLinks } from "../../platform/buyers/shared-links.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { casesOfAccounts } from "../../resellers/store/purchases.ts";
import { type Problem, problemOf } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { textField } from "../text-field.ts";
import { leadTo, type Page, type PageCall, type ReasonedCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const clustersPage: Page = {
  section: "sales",
  path: "/sales/:saleId/clusters",
  roles: ANY_ROLE,
  show: showClusters,
};
export const clusterPage: Page = {
  section: "sales",
  path: "/sales/:saleId/clusters/:account",
  roles: ANY_ROLE,
  show: showCluster,
  forms: [
    { path: "/sales/:saleId/cuts", roles: TRUST_ROLES, asksWhy: true, act: leadTo(toCluster, cutFromForm) },
    { path: "/sales/:saleId/cuts/:cutId", roles: TRUST_ROLES, asksWhy: true, act: leadTo(toCluster, joinFromForm) },
  ],
};

/** The largest clusters of a sale. */
async function showClusters({ c, frame }: PageCall): Promise<Response> {
  const sale = await saleOf(c);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const [clusters, history] = await Promise.all([
    callSale(depsOf(c), sale.value.saleId, async (object) => await object.clusters()),
    auditCuts(c.env.DB),
  ]);
  if (!clusters.ok) return await problemPageResponse(c, clusters.error);
  const view = { ...sale.value, clusters: clusters.value, history };
  return await c.html(renderClusterList(view, frame(sale.value)));
}

/** The accounts that belong together with one. */
async function showCluster({ c, staff, frame }: PageCall): Promise<Response> {
  const sale = await saleOf(c);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const view = await clusterView(c, staff, sale.value);
  if (!view.ok) return await problemPageResponse(c, view.error);
  const cases = await casesOfAccounts(
    c.env.DB,
    view.value.accounts.map(({ account }) => account),
  );
  return await c.html(renderCluster(view.value, frame(sale.value), cases));
}

/** Cuts a link, by a form of the page. */
async function cutFromForm({ c, staff, why, form }: ReasonedCall): Promise<Result<string, Problem>> {
  const accounts = { account: textField(form, "account") ?? "", other: textField(form, "other") ?? "" };
  return await change(c, (saleId) => cutAccounts(depsOf(c), staff, { saleId, why, ...accounts }));
}

/** Takes a cut back, by a form of the page. */
async function joinFromForm({ c, staff, why }: ReasonedCall): Promise<Result<string, Problem>> {
  const cutId = c.req.param("cutId") ?? "";
  return await change(c, (saleId) => joinAccounts(depsOf(c), staff, { saleId, why, cutId }));
}

/** @returns the sale in whose page it was asked */
async function change(
  c: HttpContext,
  act: (saleId: string) => Promise<Result<undefined, Problem>>,
): Promise<Result<string, Problem>> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const done = await act(saleId);
  return done.ok ? ok(saleId) : done;
}

function toCluster({ form }: ReasonedCall, saleId: string): string {
  return clusterHref(saleId, textField(form, "back") ?? "");
}

type NamedSale = { readonly saleId: string; readonly title: string };

async function saleOf(c: HttpContext): Promise<Result<NamedSale, Problem>> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const called = await callSale(depsOf(c), saleId, async (sale) => await sale.view());
  if (!called.ok) return called;
  if (called.value === undefined) return err(problemOf({ kind: "sale-unknown" }));
  return ok({ saleId, title: called.value.sale.definition.title });
}

/** What the sale itself knows of a cluster, and what the archive adds: earlier sales, what is shared, what accounts did. */
async function clusterView(
  c: HttpContext,
  staff: StaffMember,
  { saleId, title }: NamedSale,
): Promise<Result<ClusterView, Problem>> {
  const account = c.req.param("account") ?? "";
  const called = await callSale(depsOf(c), saleId, async (sale) => ({
    cluster: await sale.cluster(account),
    lagMs: await sale.exportLagMs(),
  }));
  if (!called.ok) return called;
  const { cluster, lagMs } = called.value;
  const members = cluster?.members ?? [account];
  const [known, shared, attempts, cuts] = await Promise.all([
    earlierEdges(c.env.DB, members),
    sharedLinks(c.env.DB, saleId, members),
    accountAttempts(c.env.DB, saleId, members),
    cutsOf(c.env.DB, members),
  ]);
  const apart = new Set(cuts.map(({ account: one, other }) => `${one} ${other}`));
  const earlier = known.filter((edge) => {
    const pair = pairOf(edge.account, edge.other);
    return !apart.has(`${pair.account} ${pair.other}`);
  });
  return ok({
    saleId,
    title,
    account,
    size: cluster?.accounts ?? 1,
    accounts: accountsOf(members, earlier, attempts),
    edges: [...(cluster === undefined ? [] : edgesOf(cluster, saleId)), ...earlier.map(earlierEdge)],
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
    mayCut: TRUST_ROLES.includes(staff.role),
    lagMs,
  });
}

function accountsOf(
  members: readonly string[],
  earlier: readonly BuyerEdge[],
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

function earlierEdge(edge: BuyerEdge): ClusterEdge {
  return { ...edge, by: "earlier" };
}
