/** What the public page says of one address. */
export type OfficialView = {
  /** As it was typed. */
  readonly asked?: string | undefined;
  readonly answer?: OfficialAnswer | undefined;
  /** Id of the receipt of a report that was just sent. */
  readonly receiptId?: string | undefined;
};

export type OfficialAnswer = {
  /**
   * What the answer holds for, in the letters of DNS, where look-alike letters show: a host, or a page of one. Of an unknown
   * shop, its host.
   */
  readonly covers: string;
} & (
  | { readonly status: "authorized"; readonly seller: string; readonly sinceMs?: number | undefined }
  | { readonly status: "confirmed_impostor"; readonly sinceMs: number }
  | { readonly status: "unknown" }
  | { readonly status: "not-an-address" }
);
