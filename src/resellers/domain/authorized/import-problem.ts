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
  "phone",
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

/** Members of a place in JSON, and with `placeName` for `name` the columns of a CSV file. */
export const PLACE_MEMBERS = ["placeId", "name", "postalCode", "lat", "lon", "hours"] as const;
export type PlaceMember = (typeof PLACE_MEMBERS)[number];
/** The same in a CSV file, where a bare `name` would be anybody's. */
export const PLACE_COLUMNS = ["placeId", "placeName", "postalCode", "lat", "lon", "hours"] as const;

/** A place before it is checked: texts of a CSV file, or what JSON held. */
export type RawPlace = {
  /** Its line in a CSV file; a partner in JSON is one row with all of its places. */
  readonly row?: number | undefined;
  readonly members: { readonly [member in PlaceMember]?: unknown };
};

/** A partner before it is checked: every value as a list of texts, and its stores. */
export type RawPartner = { readonly [column in PartnerColumn]?: readonly string[] } & {
  readonly places?: readonly RawPlace[];
};

/** One thing wrong with an import. `row` is the line of a CSV file, or the place in a JSON list counted from 1. */
export type ImportProblem = {
  readonly row: number;
  readonly column: PartnerColumn | "places" | undefined;
  /** Which store of the partner, counted from 0, and what of it. */
  readonly place?: { readonly at: number; readonly member: PlaceMember } | undefined;
  readonly code: string;
  readonly message: string;
};

export type ImportRules = {
  /** Hosts that many sellers share; a partner may have pages there but not the host. */
  readonly marketplaces: ReadonlySet<string>;
};
