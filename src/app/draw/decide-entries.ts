import { DRAW_REVIEWS_SHOWN } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ReviewRefusal } from "../../objects/draw.reviews.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callDraw, findDraw } from "./find-draw.ts";

export type EntriesDecision = {
  readonly saleId: string;
  readonly entries: readonly string[];
  readonly isExcluded: boolean;
  readonly why: string;
};

const REFUSALS: { readonly [refusal in ReviewRefusal]: string } = {
  "not-reviewing":
    "Nobody waits for a person now: registration is open still, or the list is fixed. Nothing was changed.",
  "entry-unknown":
    "One of these registrations is none that waits for a person. Nothing was changed; load the page again.",
};

/** Says as staff whether registrations take part that the policy leaves to a person. The reason is written down first. */
export async function decideEntries(
  deps: Deps,
  staff: StaffMember,
  { saleId, entries, isExcluded, why }: EntriesDecision,
): Promise<Result<undefined, Problem>> {
  const draw = await findDraw(deps, saleId);
  if (!draw.ok) return draw;
  if (entries.length === 0 || entries.length > DRAW_REVIEWS_SHOWN) {
    const detail = `Choose 1 to ${DRAW_REVIEWS_SHOWN} registrations. Nothing was changed.`;
    return err({ slug: "request-invalid", detail });
  }
  const { db, nowMs, requestId } = deps;
  const action = isExcluded ? "exclude-entries" : "keep-entries";
  const reason = `${why} (${entries.join(", ")})`;
  await recordStaffAction(db, { by: staff, action, saleId, reason, requestId, atMs: nowMs });
  const by = { sub: staff.sub, email: staff.email };
  const decided = await callDraw(
    deps,
    saleId,
    async (draw): Promise<Result<undefined, ReviewRefusal>> =>
      await draw.decideEntries({ entries, isExcluded, by, why, atMs: nowMs }),
  );
  if (!decided.ok) return decided;
  return decided.value.ok ? ok(undefined) : err({ slug: "entries-fixed", detail: REFUSALS[decided.value.error] });
}
