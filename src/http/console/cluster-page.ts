import { clusterReport, namedSale } from "../../app/cluster-report.ts";
import { cutAccounts, joinAccounts } from "../../app/cut-accounts.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { callSale } from "../../app/sale-call.ts";
import { renderCluster } from "../../console/pages/cluster.tsx";
import { renderClusterList } from "../../console/pages/cluster-list.tsx";
import { clusterHref } from "../../console/view-models/cluster.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { auditCuts } from "../../platform/buyers/cluster-cuts.ts";
import { casesOfAccounts } from "../../resellers/store/purchases.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
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
  const sale = await namedSale(depsOf(c), c.req.param("saleId") ?? "");
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
  const sale = await namedSale(depsOf(c), c.req.param("saleId") ?? "");
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const view = await clusterReport(depsOf(c), sale.value, c.req.param("account") ?? "");
  if (!view.ok) return await problemPageResponse(c, view.error);
  const cases = await casesOfAccounts(
    c.env.DB,
    view.value.accounts.map(({ account }) => account),
  );
  const mayCut = TRUST_ROLES.includes(staff.role);
  return await c.html(renderCluster({ ...view.value, mayCut }, frame(sale.value), cases));
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
