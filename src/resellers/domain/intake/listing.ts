import type { SellerReport } from "../case/report.ts";
import type { ReportedSeller } from "../case/reported-seller.ts";
import type { ContactKind } from "../subject.ts";

/** The columns of a CSV file and the members of an NDJSON line, by the same names. Order does not matter. */
export const LISTING_COLUMNS = [
  "url",
  "host",
  "title",
  "seller",
  "price",
  "currency",
  "sku",
  "note",
  "phone",
  "email",
  "payee",
  "address",
] as const;
export type ListingColumn = (typeof LISTING_COLUMNS)[number];

/** Columns that hold several values; in CSV they are separated by semicolons. An address may hold semicolons itself. */
export const LIST_COLUMNS: ReadonlySet<ListingColumn> = new Set(["phone", "email", "payee"]);

/** A listing before it is checked: every value as a list of texts, none of them empty. */
export type RawListing = { readonly [column in ListingColumn]?: readonly string[] };

/** One offer of a seller, as an imported list says. */
export type ImportedListing = {
  /** The line of the file on which it starts, counted from 1. */
  readonly line: number;
  readonly seller: ReportedSeller;
  readonly report: SellerReport;
  readonly contacts: readonly { readonly kind: ContactKind; readonly value: string }[];
};

/** One thing wrong with one line; the other lines are read all the same. */
export type ListingProblem = {
  readonly line: number;
  readonly column?: ListingColumn | undefined;
  readonly code: string;
  readonly message: string;
};

/** What a file holds: listings that can be taken in, and every problem of the others. */
export type ListingFile = {
  readonly listings: readonly ImportedListing[];
  readonly problems: readonly ListingProblem[];
};
