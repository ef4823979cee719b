import { err, ok, type Result } from "../../../domain/result.ts";
import { applyCommand, type CaseRefusal, reasonRefusal } from "./apply-command.ts";
import type { CaseChange, CaseEntry, CaseStanding } from "./case-entry.ts";
import type { CaseCommandKind } from "./case-state.ts";

/** What a person may do with one case. */
export type CaseAct =
  | { readonly kind: "disposition"; readonly transition: CaseCommandKind; readonly reason: string }
  /** `to` is an e-mail address; absent, nobody works on the case any more. */
  | { readonly kind: "assignment"; readonly to?: string | undefined; readonly reason: string }
  | { readonly kind: "note"; readonly text: string };

/** Which case, who does it, when, and with which others. */
export type ActTerms = {
  readonly caseId: string;
  readonly by: CaseEntry["by"];
  readonly atMs: number;
  /** Id of what is done together and may be undone together. */
  readonly batchId?: string | undefined;
};

/** Does one thing to a case, where it may be done. Taking a case assigns it to who takes it. */
export function actOnCase(before: CaseStanding, act: CaseAct, terms: ActTerms): Result<CaseChange, CaseRefusal> {
  const { caseId, by, atMs, batchId } = terms;
  const batch = batchId === undefined ? {} : { batch: { id: batchId, was: before } };
  const head = { caseId, atMs, by, ...batch };
  switch (act.kind) {
    case "note":
      return ok({ entry: { ...head, kind: "note", text: act.text }, after: before });
    case "assignment": {
      const refused = reasonRefusal(act.reason);
      if (refused !== undefined) return err(refused);
      const { to } = act;
      const entry = { ...head, kind: "assignment", from: before.assignedTo, to, reason: act.reason.trim() } as const;
      return ok({ entry, after: { ...before, assignedTo: to } });
    }
    case "disposition": {
      const { transition, reason } = act;
      const applied = applyCommand({ ...before, events: [] }, { kind: transition, by: by.sub, reason }, atMs);
      if (!applied.ok) return applied;
      const { state, confirmedBy } = applied.value;
      const after = {
        state,
        confirmedBy,
        confirmedAtMs: state === "confirmed" ? atMs : state === "taken_down" ? before.confirmedAtMs : undefined,
        assignedTo: transition === "take" ? by.email : before.assignedTo,
        waitingSinceMs: transition === "reopen" ? atMs : before.waitingSinceMs,
      };
      const moved = { transition, from: before.state, to: state, reason: reason.trim() };
      return ok({ entry: { ...head, kind: "disposition", ...moved }, after });
    }
  }
}
