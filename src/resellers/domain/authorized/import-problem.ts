/** The columns of a CSV file and the members of a JSON partner, by the same names. Order does not matter. */
export const PARTNER_COLUMNS = [
  "id",
  "legalName",
  "storefrontNames",
  "aliases",
  "hosts",
  "urlPrefixes",
  "regions",
  "validFrom",
  "validTo",
  "linkCode",
] as const;
export type PartnerColumn = (typeof PARTNER_COLUMNS)[number];

/** Columns that hold several values; in CSV and in forms they are separated by semicolons. */
export const PARTNER_LIST_COLUMNS: ReadonlySet<string> = new Set([
  "storefrontNames",
  "aliases",
  "hosts",
  "urlPrefixes",
  "regions",
]);

/** A partner before it is checked: every value as a list of texts. */
export type RawPartner = { readonly [column in PartnerColumn]?: readonly string[] };

/** One thing wrong with an import. `row` is the line of a CSV file, or the place in a JSON list counted from 1. */
export type ImportProblem = {
  readonly row: number;
  readonly column: PartnerColumn | undefined;
  readonly code: string;
  readonly message: string;
};

export type ImportRules = {
  /** Hosts that many sellers share; a partner may have pages there but not the host. */
  readonly marketplaces: ReadonlySet<string>;
};
