import type * as z from "zod";
import { isSaleId, parseRecordId } from "../../domain/ids.ts";
import { CANCEL_CAUSES } from "../../domain/order/order.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { Party } from "../../domain/sale/party.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import { findCase } from "../../resellers/store/case-store.ts";
import type { cancelBody } from "../../wire/order.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { findDecision } from "../find-decision.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { forgetPublicSale } from "../public-sale.ts";

/** Who cancels which order: the shop of the sale, or a person of the staff. */
export type Canceller = { readonly saleId: string; readonly orderId: string; readonly staff?: StaffMember | undefined };

const FOR_STAFF: Problem = {
  slug: "forbidden",
  detail: "Cancelling for fraud is for the staff of this deployment, who cite a decision or a case.",
};

/** Ends an order before it was handed over. What a person of the staff does is written down first, with the reason. */
export async function cancelOrder(
  deps: Deps,
  { saleId, orderId, staff, asker }: Canceller & { readonly asker: Party },
  { by, cause, reason, units, decisionId, caseId }: z.infer<typeof cancelBody>,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  if (by === "fraud" && staff === undefined) return err(FOR_STAFF);
  const cited = await findCited(deps, saleId, { decisionId, caseId });
  if (!cited.ok) return cited;
  const { db, requestId, nowMs } = deps;
  if (staff !== undefined) {
    await recordStaffAction(db, { by: staff, action: "cancel-order", saleId, reason, requestId, atMs: nowMs });
  }
  const command = {
    orderId,
    asker,
    by,
    cause: cause ?? CANCEL_CAUSES[by][0],
    reason,
    units,
    cites: cited.value,
    staff: staff?.sub,
  };
  const cancelled = await runKept(deps, saleId, call, (sale, kept) =>
    sale.moveOrder(kept, { kind: "cancel", ...command }),
  );
  forgetPublicSale(saleId);
  return cancelled;
}

/** What a cancellation for fraud rests on has to be there, and a decision to be one of this sale. */
async function findCited(
  deps: Deps,
  saleId: string,
  { decisionId, caseId }: { readonly decisionId?: string | undefined; readonly caseId?: string | undefined },
): Promise<Result<string | undefined, Problem>> {
  if (decisionId !== undefined) {
    if (parseRecordId("dec", decisionId)?.saleId !== saleId) {
      return err(invalid([{ pointer: "/decisionId", detail: "must be a decision of this sale" }]));
    }
    const found = await findDecision(deps, "staff", decisionId);
    return found.ok ? ok(decisionId) : found;
  }
  if (caseId === undefined) return ok(undefined);
  const found = await findCase(deps.db, caseId);
  return found === undefined ? err({ slug: "case-unknown", detail: "No case has this id." }) : ok(caseId);
}
