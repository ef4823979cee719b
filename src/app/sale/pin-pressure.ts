import { isSaleId } from "../../domain/ids.ts";
import type { PressureLevel } from "../../domain/pressure/level.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callSale, orProblem } from "../sale-call.ts";

/**
 * Holds a sale's pressure at a level as staff, or lets it follow what is measured. The reason is written down first.
 * @param pin.level absent where the sale follows what it measures
 */
export async function pinPressureOf(
  deps: Deps,
  staff: StaffMember,
  pin: { readonly saleId: string; readonly level: PressureLevel | undefined; readonly reason: string },
): Promise<Result<undefined, Problem>> {
  const { saleId, level, reason } = pin;
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const { db, nowMs, requestId } = deps;
  const action = `pressure-${level ?? "measured"}` as const;
  await recordStaffAction(db, { by: staff, action, saleId, reason, requestId, atMs: nowMs });
  const pinned = orProblem(await callSale(deps, saleId, async (sale) => await sale.pinPressure({ pinned: level })));
  return pinned.ok ? ok(undefined) : pinned;
}
