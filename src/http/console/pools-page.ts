import { ANY_ROLE } from "../../app/roles.ts";
import { readLedger } from "../../app/sale/read-ledger.ts";
import { watchSale } from "../../app/sale/watch-sale.ts";
import { renderPools } from "../../console/pages/pools.tsx";
import { poolsView } from "../../console/view-models/pools.ts";
import { depsOf } from "../deps.ts";
import type { Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const poolsPage: Page = { section: "sales", path: "/sales/:saleId/pools", roles: ANY_ROLE, show: showPools };

/** The pools of a sale, and of its partners those that a search finds. */
async function showPools({ c, frame }: PageCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  const sale = await watchSale(depsOf(c), saleId);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const ledger = await readLedger(depsOf(c), "staff", saleId);
  if (!ledger.ok) return await problemPageResponse(c, ledger.error);
  const { title } = sale.value.view.sale.definition;
  const q = c.req.query("q")?.trim() || undefined;
  return await c.html(renderPools({ saleId, title, q, ...poolsView(ledger.value, q) }, frame({ saleId, title })));
}
