import { join } from "node:path";
import type { LabelledAddress } from "./labelled-address.ts";
import { readTable } from "./read-table.ts";

const FILE = "address_dedupe_chicago/sites.csv.gz";

/**
 * Early-childhood sites of Chicago, typed by hand into several lists (datamade/dedupe-examples, MIT). The ZIP code is left
 * out, since most of the lists do not have it.
 */
export function readChicago(data: string): LabelledAddress[] {
  return readTable(join(data, FILE)).map((row) => ({
    truth: row.true_id ?? "",
    address: { lines: [row.address ?? ""], city: "Chicago", region: "IL", country: "US" },
  }));
}
