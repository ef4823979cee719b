import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readChicago } from "../../../models/lab/eval-identity/chicago.ts";
import { readFebrl } from "../../../models/lab/eval-identity/febrl.ts";
import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { readForwarding } from "../../../src/domain/identity/address/forwarding.ts";
import { readAddress } from "../../../src/domain/identity/address/read-address.ts";

const HOME: PostalAddress = { name: "A Buyer", lines: ["12 Hill Road"], postalCode: "400050", country: "IN" };

const marks = (changed: Partial<PostalAddress>) => {
  const address = { ...HOME, ...changed };
  return readForwarding(address, readAddress(address));
};

describe("a forwarder's code for its customer", () => {
  it.each([
    { lines: ["4283 Express Lane", "Suite 123-48213"], country: "US" },
    { lines: ["1850 NW 84th Ave Ste 100-ABC12345"], country: "US" },
    { lines: ["8400 NW 25th St, Ste 110 IN-908123"], country: "US" },
    { lines: ["4283 Express Lane", "Apt 482137"], country: "US" },
    { lines: ["Unit 3 AB12345", "Poyle Road"], country: "GB" },
    { lines: ["12 Hill Road ＭＹＵ48213"] },
    { name: "A Buyer MYU 1234567" },
    { name: "A Buyer (4821)" },
  ])("stands in %j", (changed) => {
    expect(marks(changed).customerCode).toBe(true);
  });

  it.each([
    { lines: ["Flat TB-1203, Palm Grove"] },
    { lines: ["H.No.12-3-456/7, Road No. 3"] },
    { lines: ["Plot12034, Sector-15"] },
    { lines: ["12 Hill Road, Mumbai-400050"] },
    { lines: ["12 Hill Road, Mob 9812345678"] },
    { lines: ["Storgatan 5, SE-12345"], country: "SE", postalCode: "12345" },
    { lines: ["Packstation 145", "Postnummer 12345678"], country: "DE" },
    { lines: ["PSC 1234 Box 12345"], country: "US" },
    { name: "A Buyer 2nd" },
    { name: undefined },
  ])("does not stand in %j", (changed) => {
    expect(marks(changed).customerCode).toBe(false);
  });
});

describe("somebody who passes the parcel on", () => {
  it.each([
    { lines: ["C/O Ram Traders", "12 Hill Road"] },
    { lines: ["Care of Ram, 12 Hill Road"] },
    { name: "c / o Ram" },
  ])("is named in %j", (changed) => {
    expect(marks(changed).careOf).toBe(true);
  });

  it.each([{ lines: ["12 C/3 Orchard Road"] }, { lines: ["Attnagar Road 12"] }])("is not named in %j", (changed) => {
    expect(marks(changed).careOf).toBe(false);
  });
});

const DATA = "../shared/data";
describe.each([
  ["address_dedupe_chicago", () => readChicago(DATA)],
  ["address_febrl", () => readFebrl(DATA, 1)],
])("recorded homes (skipped without ../shared/data/%s)", (set, read) => {
  it.skipIf(!existsSync(`${DATA}/${set}`))("carry no code", () => {
    expect(read().filter(({ address }) => readForwarding(address, readAddress(address)).customerCode)).toEqual([]);
  });
});
