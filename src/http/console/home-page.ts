import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { type ListedAndWatched, watchSales } from "../../app/sale/watch-sale.ts";
import type { SaleRow } from "../../console/pages/home.tsx";
import { renderConsoleHome } from "../../console/pages/home.tsx";
import { phaseByTimes, phaseOf } from "../../domain/sale/record.ts";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";

export const homePage: Page = { section: "sales", path: "/", roles: ANY_ROLE, show: showHome };

/** Every sale of the deployment. */
async function showHome({ c, staff, frame }: PageCall): Promise<Response> {
  const deps = depsOf(c);
  const sales = (await watchSales(deps)).map((sale) => rowOf(sale, deps.nowMs));
  return await c.html(renderConsoleHome({ sales, mayMake: TRUST_ROLES.includes(staff.role) }, frame()));
}

function rowOf({ listed, watched, waiting }: ListedAndWatched, nowMs: number): SaleRow {
  const { saleId, title, opensAtMs, closesAtMs, isTest } = listed;
  const row = { saleId, title, opensAtMs, closesAtMs, isTest, waiting };
  if (watched === undefined) return { ...row, phase: phaseByTimes(listed, nowMs) };
  const { view, ledger } = watched;
  return { ...row, phase: phaseOf(view.sale, view.stock, nowMs), ledger };
}
