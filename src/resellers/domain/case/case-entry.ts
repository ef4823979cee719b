import type { CaseFileEntry } from "./case-file-entry.ts";
import type { CaseCommandKind, CaseState } from "./case-state.ts";

/** Where a case stands, as far as people move it. */
export type CaseStanding = {
  readonly state: CaseState;
  /** Subjects of the people who have confirmed it in this review. */
  readonly confirmedBy: readonly string[];
  readonly confirmedAtMs?: number | undefined;
  /** E-mail of who works on it. */
  readonly assignedTo?: string | undefined;
  /** Since when it waits for a decision: since it was opened, or reopened. */
  readonly waitingSinceMs: number;
};

/** One thing that a person of the staff did with a case; the bodies of the hash chain of all cases. */
export type CaseEntry = {
  readonly caseId: string;
  readonly atMs: number;
  readonly by: { readonly sub: string; readonly email: string };
  /** What was done together carries one id, and where the case stood before, so that all of it can be undone. */
  readonly batch?: { readonly id: string; readonly was: CaseStanding } | undefined;
} & (
  | {
      readonly kind: "disposition";
      readonly transition: CaseCommandKind;
      readonly from: CaseState;
      readonly to: CaseState;
      readonly reason: string;
    }
  | {
      readonly kind: "assignment";
      readonly from?: string | undefined;
      /** Nobody where it is absent. */
      readonly to?: string | undefined;
      readonly reason: string;
    }
  | {
      readonly kind: "undo";
      /** The batch that was taken back. */
      readonly undone: string;
      readonly from: CaseState;
      readonly to: CaseState;
    }
  | { readonly kind: "note"; readonly text: string }
  | CaseFileEntry
);

/** What somebody does to a case: the entry of the history, and where the case stands after it. */
export type CaseChange = { readonly entry: CaseEntry; readonly after: CaseStanding };
