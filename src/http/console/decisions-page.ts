import { renderDecisionList } from "../../console/pages/decision-list.tsx";
import type { DecisionRow } from "../../console/view-models/decision-list.ts";
import { VERDICTS } from "../../domain/decision/decision.ts";
import type { AttemptRecord } from "../../domain/sale/attempt-row.ts";
import { type ArchiveFilter, archivedReasonCodes, listArchivedDecisions } from "../../platform/decision-archive.ts";
import { listedSales } from "../../platform/sale-list.ts";
import type { HttpContext } from "../env.ts";
import { frameOf, staffOrPage } from "./staff-page.ts";

/** Decisions of all sales from the archive, filtered by the address. */
export async function showDecisions(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const filter = filterOf(c);
  const [page, sales, reasonCodes] = await Promise.all([
    listArchivedDecisions(c.env.DB, filter),
    listedSales(c.env.DB),
    archivedReasonCodes(c.env.DB),
  ]);
  const list = renderDecisionList(
    {
      filter: {
        saleId: filter.saleId,
        verdict: VERDICTS.find((verdict) => verdict === filter.verdict),
        reason: filter.reason,
      },
      rows: page.records.map((text) => rowOf(JSON.parse(text))),
      sales: sales.map(({ saleId, title }) => ({ saleId, title })),
      reasonCodes,
      after: page.nextCursor,
      paged: filter.after !== undefined,
    },
    frameOf(c, staff),
  );
  return await c.html(list);
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
