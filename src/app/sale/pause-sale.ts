import { canonicalJson } from "../../domain/canonical-json.ts";
import { OWN_SPACES, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { forgetPublicSale } from "../public-sale.ts";
import { callSaleWithPepper } from "../sale-call.ts";

export type StaffPause = {
  readonly saleId: string;
  readonly action: "pause" | "resume";
  /** Kept with the action. */
  readonly reason: string;
  /** What buyers are told. */
  readonly told?: string | undefined;
};

/** Pauses or resumes a sale as staff. The reason is written down first. */
export async function pauseSale(
  deps: Deps,
  staff: StaffMember,
  { saleId, action, reason, told }: StaffPause,
): Promise<Result<undefined, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const { db, nowMs, requestId, config } = deps;
  await recordStaffAction(db, { by: staff, action, saleId, reason, requestId, atMs: nowMs });
  const changed = await callSaleWithPepper(deps, saleId, (sale, pepper) => {
    // Nobody repeats the call of a form: each is one of its own.
    const call = pseudonymsFor(OWN_SPACES.calls, pepper)("call", canonicalJson([`staff/${staff.sub}`, requestId]));
    const idempotency = { scope: call, fingerprint: call, pepperEpoch: pepper.epoch };
    return sale.manage(
      { idempotency, instance: requestId, issuer: config.issuer },
      { by: "staff", change: { paused: action === "pause", reason: told } },
    );
  });
  forgetPublicSale(saleId);
  return changed.ok ? ok(undefined) : changed;
}
