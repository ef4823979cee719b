import { listDecisions } from "../../app/list-decisions.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { renderDecisionList } from "../../console/pages/decision-list.tsx";
import type { DecisionFilter, DecisionRow } from "../../console/view-models/decision-list.ts";
import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import { VERDICTS } from "../../domain/decision/decision.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { inUtc } from "../moment-field.ts";
import type { Page, PageCall } from "./page.ts";

export const decisionsPage: Page = { section: "decisions", path: "/decisions", roles: ANY_ROLE, show: showDecisions };

/** Decisions of all sales from the archive, filtered by the address. */
async function showDecisions({ c, staff, frame }: PageCall): Promise<Response> {
  const filter = filterOf(c);
  const after = c.req.query("after") || undefined;
  const { account, from, to, ...others } = filter;
  const page = await listDecisions(depsOf(c), {
    ...others,
    keys: account === undefined ? undefined : { kind: "account", pseudonyms: [account] },
    fromMs: millisecondsOf(from),
    toMs: millisecondsOf(to),
    after,
  });
  const list = renderDecisionList(
    {
      filter,
      rows: page.records.map(rowOf),
      sales: page.sales.map(({ saleId, title }) => ({ saleId, title })),
      reasonCodes: page.reasonCodes,
      after: page.nextCursor,
      paged: after !== undefined,
      mayFind: TRUST_ROLES.includes(staff.role),
      lagMs: page.lagMs,
    },
    frame(),
  );
  return await c.html(list);
}

/** What narrows nothing, such as a time that is none, is left out: the page shows what it went by. */
function filterOf(c: HttpContext): DecisionFilter {
  const value = (name: string) => c.req.query(name) || undefined;
  const moment = (name: string) => (millisecondsOf(value(name)) === undefined ? undefined : value(name));
  return {
    saleId: value("sale"),
    verdict: VERDICTS.find((verdict) => verdict === value("verdict")),
    reason: value("reason"),
    account: value("account"),
    from: moment("from"),
    to: moment("to"),
  };
}

function millisecondsOf(moment: string | undefined): number | undefined {
  const atMs = Date.parse(inUtc(moment) ?? "");
  return Number.isNaN(atMs) ? undefined : atMs;
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
