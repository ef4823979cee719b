import { listDecisions } from "../../app/list-decisions.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { renderDecisionList } from "../../console/pages/decision-list.tsx";
import type { DecisionRow } from "../../console/view-models/decision-list.ts";
import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import { VERDICTS } from "../../domain/decision/decision.ts";
import type { ArchiveFilter } from "../../platform/decisions/decision-archive.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import type { Page, PageCall } from "./page.ts";

export const decisionsPage: Page = { section: "decisions", path: "/decisions", roles: ANY_ROLE, show: showDecisions };

/** Decisions of all sales from the archive, filtered by the address. */
async function showDecisions({ c, frame }: PageCall): Promise<Response> {
  const filter = filterOf(c);
  const page = await listDecisions(depsOf(c), filter);
  const list = renderDecisionList(
    {
      filter: {
        saleId: filter.saleId,
        verdict: VERDICTS.find((verdict) => verdict === filter.verdict),
        reason: filter.reason,
      },
      rows: page.records.map(rowOf),
      sales: page.sales.map(({ saleId, title }) => ({ saleId, title })),
      reasonCodes: page.reasonCodes,
      after: page.nextCursor,
      paged: filter.after !== undefined,
      lagMs: page.lagMs,
    },
    frame(),
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
