import { VERDICTS } from "../domain/decision/decision.ts";
import { ok } from "../domain/result.ts";
import type { Party } from "../domain/sale/party.ts";
import { archivedVerdicts } from "../platform/decisions/decision-archive.ts";
import { erasedVerdicts } from "../platform/decisions/erased-decisions.ts";
import type { Deps } from "./deps.ts";
import { callSale, orProblem } from "./sale-call.ts";

/** Recomputes a sale from its rows, and compares it with the archive. */
export async function auditLedger(deps: Deps, reader: Party, saleId: string) {
  const audited = orProblem(await callSale(deps, saleId, async (sale) => await sale.audit(reader)));
  if (!audited.ok) return audited;
  const { checks, differences, archived } = audited.value;
  const [copied, erased] = await Promise.all([archivedVerdicts(deps.db, saleId), erasedVerdicts(deps.db, saleId)]);
  const missing = VERDICTS.map((verdict) => ({
    check: `decisions with verdict ${verdict} in the archive`,
    recorded: archived[verdict],
    recomputed: (copied.get(verdict) ?? 0) + (erased.get(verdict) ?? 0),
  })).filter(({ recorded, recomputed }) => recorded !== recomputed);
  return ok({ saleId, checks: checks + VERDICTS.length, differences: [...differences, ...missing] });
}
