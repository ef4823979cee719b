import type { DriftAnswer } from "../../wire/drift.ts";
import { countOf } from "../words/count.ts";

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

/** The one thing that a reader wants to know first. */
export function driftHeadline({ score, features }: DriftAnswer): string {
  const rows = [score, ...features];
  const drifted = rows.filter(({ level }) => level === "drifted").length;
  const moved = rows.filter(({ level }) => level === "moved").length;
  if (drifted > 0) return `${countOf(drifted, "figure has", "figures have")} drifted`;
  if (moved > 0) return `${countOf(moved, "figure has", "figures have")} moved`;
  if (rows.every(({ level }) => level === "too-few" || level === "no-reference")) {
    return "Too few checkouts to say whether anything moved";
  }
  return "Nothing has moved";
}
