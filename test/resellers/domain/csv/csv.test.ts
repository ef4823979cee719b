import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../../src/resellers/domain/csv/csv.ts";

function fieldsOf(text: string) {
  const csv = parseCsv(text);
  return csv.ok ? csv.value.map(({ fields }) => fields) : csv.error;
}

describe("parseCsv", () => {
  it.each([
    [
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\r\nc,d\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a\rb", [["a"], ["b"]]],
    ["\ufeffa,b", [["a", "b"]]],
    [
      "a,\n,b",
      [
        ["a", ""],
        ["", "b"],
      ],
    ],
    ['"a,b","c\nd"', [["a,b", "c\nd"]]],
    ['"a ""b"" c"', [['a "b" c']]],
    ['""', []],
    ["a\n\n\nb", [["a"], ["b"]]],
    ["", []],
    ['a"b,c', [['a"b', "c"]]],
  ])("reads %j", (text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it("counts lines through quoted line breaks", () => {
    expect(parseCsv('a\n"b\r\nc"\nd')).toMatchObject({ value: [{ line: 1 }, { line: 2 }, { line: 4 }] });
  });

  it("reports a quote that is never closed at the line where it opens", () => {
    expect(parseCsv('a\nb,"c\nd')).toEqual({ ok: false, error: { line: 2, code: "quote-open" } });
  });

  it("reports text after a closing quote", () => {
    expect(parseCsv('a\n"b" c')).toEqual({ ok: false, error: { line: 2, code: "quote-stray" } });
  });
});
