import type { CaseCommandKind, CaseState } from "./case-state.ts";

/** One thing that a person of the staff did with a case; the bodies of the hash chain of all cases. */
export type CaseEntry = {
  readonly caseId: string;
  readonly atMs: number;
  readonly by: { readonly sub: string; readonly email: string };
} & (
  | {
      readonly kind: "disposition";
      readonly transition: CaseCommandKind;
      readonly from: CaseState;
      readonly to: CaseState;
      readonly reason: string;
    }
  | { readonly kind: "note"; readonly text: string }
);
