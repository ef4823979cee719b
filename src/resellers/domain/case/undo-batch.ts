import type { ChainEntry } from "../../../domain/hash-chain.ts";
import { TRIAGE_UNDO_MS } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { ActTerms } from "./act-on-case.ts";
import type { CaseChange, CaseEntry, CaseStanding } from "./case-entry.ts";

export type UndoRefusal =
  | { readonly kind: "batch-unknown" }
  /** Somebody else did it. */
  | { readonly kind: "not-yours" }
  | { readonly kind: "undo-too-late" };

/** Whether a person may take back what was done together: who did it, for a few seconds. */
export function mayUndo(
  done: readonly ChainEntry<CaseEntry>[],
  by: CaseEntry["by"],
  nowMs: number,
): Result<undefined, UndoRefusal> {
  const [first] = done;
  if (first === undefined) return err({ kind: "batch-unknown" });
  if (first.body.by.sub !== by.sub) return err({ kind: "not-yours" });
  return nowMs - first.body.atMs > TRIAGE_UNDO_MS ? err({ kind: "undo-too-late" }) : ok(undefined);
}

/**
 * Takes one case back to where it stood before a batch. The history keeps both: what was done, and that it was undone.
 * @param latestSeq number of the latest entry about the case
 * @returns `moved-since` where somebody has done something with the case after the batch, an undo included
 */
export function undoInCase(
  done: ChainEntry<CaseEntry>,
  now: { readonly standing: CaseStanding; readonly latestSeq: number },
  { caseId, by, atMs }: Omit<ActTerms, "batchId">,
): Result<CaseChange, { readonly kind: "moved-since" }> {
  const { batch } = done.body;
  if (batch === undefined || now.latestSeq !== done.seq) return err({ kind: "moved-since" });
  const entry = {
    caseId,
    atMs,
    by,
    kind: "undo",
    undone: batch.id,
    from: now.standing.state,
    to: batch.was.state,
  } as const;
  return ok({ entry, after: batch.was });
}
