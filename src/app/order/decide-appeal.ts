import type { AppealOutcome } from "../../domain/order/order.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import { writeHeardAppeal } from "../../platform/sales/campaign-weights.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { type RepeatedCall, recordOutcome } from "../record-outcomes.ts";
import { callSale, orProblem } from "../sale-call.ts";

/** Which appeal is decided, by whom, how and why. */
export type AppealDecision = {
  readonly saleId: string;
  readonly orderId: string;
  readonly staff: StaffMember;
  readonly outcome: AppealOutcome;
  readonly reason: string;
};

/**
 * Decides the appeal of an order that was cancelled for fraud. Where it is upheld, the decision that the cancellation rested on is
 * labelled as genuine, and in a campaign the buyer has a ticket more in the next draw. A repeat by the same person does both where a crash
 * came between, and never twice.
 */
export async function decideAppeal(
  deps: Deps,
  { saleId, orderId, staff, outcome, reason }: AppealDecision,
  label: RepeatedCall,
): Promise<Result<undefined, Problem>> {
  const { db, requestId, nowMs } = deps;
  const action = outcome === "upheld" ? "uphold-appeal" : "reject-appeal";
  await recordStaffAction(db, { by: staff, action, saleId, reason, requestId, atMs: nowMs });
  const command = { orderId, outcome, reason, staff: staff.sub };
  const decided = orProblem(await callSale(deps, saleId, async (sale) => await sale.decideAppeal(command)));
  if (!decided.ok) return decided;
  const { cites, heard } = decided.value;
  if (heard !== undefined) await writeHeardAppeal(db, heard);
  if (outcome === "upheld" && cites?.startsWith("dec_") === true) {
    const source = { reader: "staff", source: `staff/${staff.sub}`, ...label } as const;
    const labelled = await recordOutcome(deps, source, { decisionId: cites, outcome: "appeal_upheld" });
    // Of a decision that was forgotten meanwhile there is nothing to label.
    if (!labelled.ok && labelled.error.slug !== "decision-unknown") return labelled;
  }
  return ok(undefined);
}
