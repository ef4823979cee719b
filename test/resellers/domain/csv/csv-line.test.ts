import { expect, it } from "vitest";
import { parseCsv } from "../../../../src/resellers/domain/csv/csv.ts";
import { csvLine } from "../../../../src/resellers/domain/csv/csv-line.ts";

it.each([
  ["text", "xiaomi.shop", "xiaomi.shop"],
  ["a formula", '=HYPERLINK("http://evil.example")', `'=HYPERLINK("http://evil.example")`],
  ["a formula of another kind", "+1+1", "'+1+1"],
  ["a formula by minus", "-2+3", "'-2+3"],
  ["a function of old", "@SUM(1)", "'@SUM(1)"],
  ["a full-width formula", "\uff1d1+1", "'\uff1d1+1"],
  ["a tabulator before a formula", "\t=1", "'\t=1"],
  ["commas, quotes and line breaks", 'a,"b"\nc', 'a,"b"\nc'],
])("csvLine writes %s so that it is read as text", (_, field, read) => {
  expect(parseCsv(csvLine([field, "end"]))).toEqual({ ok: true, value: [{ line: 1, fields: [read, "end"] }] });
});

it("csvLine writes numbers as they are, and nothing for what is absent", () => {
  expect(csvLine([-1.5, undefined, 0])).toBe("-1.5,,0\r\n");
});
