import { describe, expect, it } from "vitest";
import { csvText } from "../../../../src/resellers/domain/evidence-pack/csv-text.ts";
import { priceCsv, priceTable } from "../../../../src/resellers/domain/evidence-pack/price-table.ts";

const AT_MS = Date.UTC(2026, 10, 23);
const LIST = [{ sku: "A1", title: "Acme One", amountMinor: 10_000, currency: "INR", taxPercent: 18 }];
const reported = (sku: string | undefined, amountMinor: number, currency = "INR") => ({
  reportId: "rep_1",
  atMs: AT_MS,
  report: { url: "acme.top", sku, price: { amountMinor, currency } },
});

describe("priceTable", () => {
  it("sets the price asked beside the list price", () => {
    expect(priceTable([reported("A1", 15_555)], LIST)).toEqual([
      {
        reportId: "rep_1",
        at: "2026-11-23T00:00:00.000Z",
        sku: "A1",
        askedMinor: 15_555,
        currency: "INR",
        title: "Acme One",
        listMinor: 10_000,
        taxPercent: 18,
        ratio: 1.556,
      },
    ]);
  });

  it.each([
    ["another product", reported("A2", 1)],
    ["no product", reported(undefined, 1)],
    ["another currency", reported("A1", 1, "USD")],
  ])("shows a price for %s and compares it with none", (_, report) => {
    expect(priceTable([report], LIST)).toEqual([expect.not.objectContaining({ ratio: expect.anything() })]);
  });

  it("leaves out reports without a price", () => {
    expect(priceTable([{ reportId: "rep_1", atMs: AT_MS, report: { url: "acme.top" } }], LIST)).toEqual([]);
  });
});

it("writes a table that a spreadsheet does not run", () => {
  const [, line] = priceCsv(priceTable([reported("=cmd|' /C calc'!A0", 1)], LIST)).split("\r\n");
  expect(line).toBe("rep_1,2026-11-23T00:00:00.000Z,'=cmd|' /C calc'!A0,,1,,INR,,");
});

it.each([
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@a", "'@a"],
  ["\ta", "'\ta"],
  ['say "a", b', '"say ""a"", b"'],
  ["two\nlines", '"two\nlines"'],
])("writes the cell %j as %j", (text, written) => {
  expect(csvText([[text]])).toBe(`${written}\r\n`);
});
