import { ANY_ROLE } from "../../app/roles.ts";
import { callSale } from "../../app/sale-call.ts";
import { renderDecisionList } from "../../console/pages/decision-list.tsx";
import type { DecisionRow } from "../../console/view-models/decision-list.ts";
import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import { VERDICTS } from "../../domain/decision/decision.ts";
import { isSaleId } from "../../domain/ids.ts";
import {
  type ArchiveFilter,
  archivedReasonCodes,
  listArchivedDecisions,
} from "../../platform/decisions/decision-archive.ts";
import { listedSales } from "../../platform/sales/sale-list.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import type { Page, PageCall } from "./page.ts";

export const decisionsPage: Page = { section: "decisions", path: "/decisions", roles: ANY_ROLE, show: showDecisions };

/** Decisions of all sales from the archive, filtered by the address. */
async function showDecisions({ c, frame }: PageCall): Promise<Response> {
  const filter = filterOf(c);
  const [page, sales, reasonCodes, lagMs] = await Promise.all([
    listArchivedDecisions(c.env.DB, filter),
    listedSales(c.env.DB),
    archivedReasonCodes(c.env.DB),
    lagOf(c, filter.saleId),
  ]);
  const list = renderDecisionList(
    {
      filter: {
        saleId: filter.saleId,
        verdict: VERDICTS.find((verdict) => verdict === filter.verdict),
        reason: filter.reason,
      },
      rows: page.records.map(rowOf),
      sales: sales.map(({ saleId, title }) => ({ saleId, title })),
      reasonCodes,
      after: page.nextCursor,
      paged: filter.after !== undefined,
      lagMs,
    },
    frame(),
  );
  return await c.html(list);
}

/** How far the list is behind the one sale that it shows; undefined where nothing waits, or the list shows several. */
async function lagOf(c: HttpContext, saleId: string | undefined): Promise<number | undefined> {
  if (saleId === undefined || !isSaleId(saleId)) return undefined;
  const lag = await callSale(depsOf(c), saleId, async (sale) => await sale.exportLagMs());
  return lag.ok ? lag.value : undefined;
}

function filterOf(c: HttpContext): ArchiveFilter {
  const value = (name: string) => c.req.query(name) || undefined;
  return { saleId: value("sale"), verdict: value("verdict"), reason: value("reason"), after: value("after") };
}

/** A decision as lists show it. */
export function rowOf({ decisionId, atMs, decision, channel, quantity, allocation }: AttemptRecord): DecisionRow {
  return {
    decisionId,
    atMs,
    verdict: decision.verdict,
    reasonCodes: decision.reasons.map(({ code }) => code),
    channel,
    quantity,
    allocation: allocation.status,
  };
}
