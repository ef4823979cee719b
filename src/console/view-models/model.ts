import type { DriftAnswer } from "../../wire/drift.ts";

export type ModelView = {
  readonly drift: DriftAnswer;
  /** The fields of the form as they were filled in. */
  readonly asked: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly referenceFrom?: string | undefined;
    readonly referenceTo?: string | undefined;
    readonly sale?: string | undefined;
  };
  readonly sales: readonly { readonly saleId: string; readonly title: string }[];
};
