import { ANY_ROLE } from "../../app/roles.ts";
import { VERDICTS } from "../../domain/decision/decision.ts";
import { isSaleId } from "../../domain/ids.ts";
import { archivedVerdicts } from "../../platform/decision-archive.ts";
import { erasedVerdicts } from "../../platform/erased-decisions.ts";
import { problemOf } from "../../wire/problem.ts";
import { auditAnswer } from "../../wire/sale.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route, ShopOrStaffCall } from "../route.ts";
import { callSale, orProblem } from "../sale-call.ts";

export const auditLedgerRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/ledger/audit",
  operationId: "auditLedger",
  summary: "Recompute a sale from its rows and compare it with the archive",
  description: "Reads every row of the sale; call it after a sale, or when a figure is in doubt.",
  tag: "Shop",
  caller: "shop or staff",
  roles: ANY_ROLE,
  answer: auditAnswer,
  problems: ["sale-unknown", "overloaded"],
  handle: auditLedger,
};

async function auditLedger({ c, reader }: ShopOrStaffCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const audited = orProblem(await callSale(c, saleId, async (sale) => await sale.audit(reader)));
  if (!audited.ok) return problemResponse(c, audited.error);
  const { checks, differences, archived } = audited.value;
  const [copied, erased] = await Promise.all([archivedVerdicts(c.env.DB, saleId), erasedVerdicts(c.env.DB, saleId)]);
  const missing = VERDICTS.map((verdict) => ({
    check: `decisions with verdict ${verdict} in the archive`,
    recorded: archived[verdict],
    recomputed: (copied.get(verdict) ?? 0) + (erased.get(verdict) ?? 0),
  })).filter(({ recorded, recomputed }) => recorded !== recomputed);
  return jsonResponse({ saleId, checks: checks + VERDICTS.length, differences: [...differences, ...missing] });
}
