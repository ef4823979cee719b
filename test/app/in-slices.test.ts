import { expect, it } from "vitest";
import { inSlices } from "../../src/app/in-slices.ts";
import { IMPORT_LINES_PER_SLICE } from "../../src/domain/limits.ts";
import type { Sliced } from "../../src/domain/sliced.ts";
import { importPartnersCsv } from "../../src/resellers/domain/authorized/import-partners.ts";
import { importListingsNdjson } from "../../src/resellers/domain/intake/import-listings.ts";

const RULES = { marketplaces: new Set<string>() };
const LINES = 10 * IMPORT_LINES_PER_SLICE;
const lines = (line: (at: number) => string) => Array.from({ length: LINES }, (_, at) => line(at)).join("\n");

it.each<[string, () => Sliced<unknown>]>([
  [
    "partners",
    () =>
      importPartnersCsv(`id,legalName,hosts,validFrom\n${lines((at) => `p${at},P,p${at}.example,2020-01-01`)}`, RULES),
  ],
  [
    "listings",
    () =>
      importListingsNdjson(
        lines((at) => `{"host":"p${at}.example"}`),
        new Set(),
      ),
  ],
])("a file of %s lets others have their turn after so many lines", async (_, work) => {
  let pauses = 0;
  await inSlices(
    {
      pause: async () => {
        pauses += 1;
      },
    },
    work(),
  );
  expect(pauses).toBeGreaterThanOrEqual(LINES / IMPORT_LINES_PER_SLICE);
});
