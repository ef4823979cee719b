import { err, ok, type Result } from "../../domain/result.ts";
import type { RedrawCommand, RedrawRefusal } from "../../objects/draw.redraw.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callDraw, findDraw, forgetDraw } from "./find-draw.ts";

const REFUSALS: { readonly [refusal in RedrawRefusal]: string } = {
  "not-calling": "Nobody is called in this sale now, so that nobody can be called by a redraw.",
  "nothing-to-redraw": "No unit waits for a redraw, or nobody waits who could be drawn.",
  "under-way": "The vacancy is stated already: its redraw takes place as soon as its round is out.",
  "not-asked": "Nobody has asked for a redraw, or it was confirmed or dropped meanwhile. Load the page again.",
  "second-person-needed": "Another person of the staff has to confirm what you asked for.",
  "too-late": "The sale closes before the round is out that would decide. Let it close later, and confirm then.",
};

/** Asks for a redraw as staff, confirms it as the second person, or drops what was asked for. The reason is written down first. */
export async function changeRedraw(
  deps: Deps,
  staff: StaffMember,
  { saleId, kind, reason }: { readonly saleId: string; readonly kind: RedrawCommand["kind"]; readonly reason: string },
): Promise<Result<undefined, Problem>> {
  const draw = await findDraw(deps, saleId);
  if (!draw.ok) return draw;
  const { db, nowMs, requestId } = deps;
  const { sub, email } = staff;
  await recordStaffAction(db, { by: staff, action: `redraw-${kind}`, saleId, reason, requestId, atMs: nowMs });
  const changed = await callDraw(
    deps,
    saleId,
    async (draw): Promise<Result<undefined, RedrawRefusal>> => await draw.changeRedraw({ kind, by: { sub, email } }),
  );
  forgetDraw(saleId);
  if (!changed.ok) return changed;
  if (changed.value.ok) return ok(undefined);
  const { error } = changed.value;
  const detail = REFUSALS[error];
  return err(error === "second-person-needed" ? { slug: error, detail } : { slug: "redraw-refused", detail });
}
