/** Who says it, and whether it speaks against a shop or for it. */
export const REPORT_KINDS = ["suspicion", "objection"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_SOURCES = ["public", "staff"] as const;
export type ReportSource = (typeof REPORT_SOURCES)[number];

/** What somebody says of a seller. Every member is their claim; nothing was fetched. */
export type SellerReport = {
  readonly url: string;
  readonly sellerName?: string | undefined;
  /** What the offer is called. */
  readonly title?: string | undefined;
  readonly price?: { readonly amountMinor: number; readonly currency: string } | undefined;
  readonly sku?: string | undefined;
  readonly note?: string | undefined;
};
