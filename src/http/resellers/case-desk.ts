import { applyCommand } from "../../domain/reseller/case/apply-command.ts";
import type { CaseCommandKind } from "../../domain/reseller/case/case-state.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import { appendToCase } from "../../platform/case-history.ts";
import type { StoredCase } from "../../platform/case-store.ts";
import { caseProblem } from "../../wire/case.ts";
import type { Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";

/** Moves a case, where it may be moved by this person. */
export async function disposeCase(
  c: HttpContext,
  staff: StaffMember,
  {
    caseId,
    transition,
    reason,
  }: { readonly caseId: string; readonly transition: CaseCommandKind; readonly reason: string },
): Promise<Result<StoredCase, Problem>> {
  const atMs = Date.now();
  const by = { sub: staff.sub, email: staff.email };
  const changed = await appendToCase(c.env.DB, caseId, ({ state: from, confirmedBy }) => {
    const applied = applyCommand(
      { state: from, confirmedBy, events: [] },
      { kind: transition, by: by.sub, reason },
      atMs,
    );
    if (!applied.ok) return applied;
    const { state } = applied.value;
    return ok({
      entry: { kind: "disposition", caseId, atMs, by, transition, from, to: state, reason: reason.trim() },
      state,
      confirmedBy: applied.value.confirmedBy,
      confirmedAtMs: state === "confirmed" ? atMs : state === "taken_down" ? undefined : null,
      assignedTo: transition === "take" ? staff.email : undefined,
    });
  });
  return changed.ok ? changed : err(caseProblem(changed.error));
}

/** Adds a note to a case; it changes nothing else. */
export async function noteCase(
  c: HttpContext,
  staff: StaffMember,
  { caseId, text }: { readonly caseId: string; readonly text: string },
): Promise<Result<StoredCase, Problem>> {
  const by = { sub: staff.sub, email: staff.email };
  const noted = await appendToCase<never>(c.env.DB, caseId, () =>
    ok({ entry: { kind: "note", caseId, atMs: Date.now(), by, text } }),
  );
  return noted.ok ? noted : err(caseProblem(noted.error));
}
