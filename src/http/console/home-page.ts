import { ANY_ROLE } from "../../app/roles.ts";
import { callSale } from "../../app/sale-call.ts";
import type { SaleRow } from "../../console/pages/home.tsx";
import { renderConsoleHome } from "../../console/pages/home.tsx";
import { phaseByTimes, phaseOf } from "../../domain/sale/record.ts";
import { type ListedSale, listedSales } from "../../platform/sales/sale-list.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import type { Page, PageCall } from "./page.ts";

export const homePage: Page = { section: "sales", path: "/", roles: ANY_ROLE, show: showHome };

/** Every sale of the deployment. */
async function showHome({ c, frame }: PageCall): Promise<Response> {
  const listed = await listedSales(c.env.DB);
  const sales = await Promise.all(listed.map((sale) => rowOf(c, sale)));
  return await c.html(renderConsoleHome({ sales }, frame()));
}

async function rowOf(c: HttpContext, listed: ListedSale): Promise<SaleRow> {
  const { saleId, title, opensAtMs, closesAtMs } = listed;
  const nowMs = Date.now();
  const watched = await callSale(depsOf(c), saleId, async (sale) => await sale.watch());
  if (!watched.ok || watched.value === undefined) {
    return { saleId, title, phase: phaseByTimes(listed, nowMs), opensAtMs, closesAtMs };
  }
  const { view, ledger } = watched.value;
  return { saleId, title, phase: phaseOf(view.sale, view.stock, nowMs), opensAtMs, closesAtMs, ledger };
}
