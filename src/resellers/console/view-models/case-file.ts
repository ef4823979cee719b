import type { ClueKind } from "../../domain/case/case-file-entry.ts";
import type { SellerKind } from "../../domain/case/seller-identity.ts";
import type { CaseSummary } from "../../wire/case.ts";
import type { AttachmentView } from "../../wire/case-file.ts";
import type { CaseLinksView } from "../../wire/case-link.ts";

/** Everything of a case besides its evidence: pictures, the notice, what it leads to. */
export type CaseFileView = {
  readonly about: Pick<CaseSummary, "caseId" | "subject" | "state">;
  readonly attachments: readonly AttachmentView[];
  /** The draft; absent where the brand has no template. */
  readonly notice?: string | undefined;
  readonly links: CaseLinksView;
  /** Whether this person may add to it, and not only read. */
  readonly mayChange: boolean;
};

/** The address of a case's file, and of what its forms do. */
export function caseFileHref(caseId: string, act?: string): string {
  return `/console/resellers/${caseId}/file${act === undefined ? "" : `/${act}`}`;
}

export const CLUE_WORDS: { readonly [kind in ClueKind]: string } = {
  serial: "Serial number",
  order: "Order number",
  hold: "Hold number",
};

export const SELLER_KIND_WORDS: { readonly [kind in SellerKind]: string } = {
  phone: "Phone number",
  address: "Address",
  payment: "Payment instrument",
};

/** A size in bytes as a person reads it: "734 B", "84 kB", "1.3 MB". */
export function fileSizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
