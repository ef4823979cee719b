import { err, ok, type Result } from "../../../domain/result.ts";

/** One record with the line of the file on which it starts, counted from 1. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

export type CsvProblem = { readonly line: number; readonly code: "quote-open" | "quote-stray" };

/**
 * Reads CSV: fields in quotes may hold separators, doubled quotes and line breaks; lines end in CRLF, LF or CR; a byte order
 * mark and empty lines are passed over. Fields are separated by what the first line is: commas, or semicolons or tabulators,
 * which Excel writes where a comma is a decimal point. Linear in the length of the text.
 * @see RFC 4180
 */
export function parseCsv(text: string): Result<readonly CsvRecord[], CsvProblem> {
  const records: CsvRecord[] = [];
  for (const record of csvRecords(text)) {
    if (!record.ok) return record;
    records.push(record.value);
  }
  return ok(records);
}

/**
 * The same record by record. After one whose quotes are wrong the next line is read as a record of its own, so that one
 * hostile line does not stop the rest; a caller that goes on after a problem should bound how far a quote may stay open.
 * @param recordCharsMax where a quoted field is given up as never closed
 */
export function* csvRecords(
  text: string,
  recordCharsMax = Number.POSITIVE_INFINITY,
): Generator<Result<CsvRecord, CsvProblem>> {
  const start = startOf(text);
  let { at, line } = start;
  while (at < text.length) {
    const read = readRecord(text, { ...start, at, line, endMax: at + recordCharsMax });
    if (read.ok) {
      const { record, end, linesRead } = read.value;
      at = end;
      line += linesRead;
      if (record.fields.length > 1 || record.fields[0] !== "") yield ok(record);
    } else {
      yield read;
      LINE_END.lastIndex = at;
      at = LINE_END.exec(text) === null ? text.length : LINE_END.lastIndex;
      line += 1;
    }
  }
}

type Separator = "," | ";" | "\t";
type Place = { readonly at: number; readonly line: number; readonly separator: Separator; readonly endMax: number };

/** The first line that some versions of Excel write to say how fields are separated. */
const SEPARATOR_LINE = /^\ufeff?sep=([,;\t])(?:\r\n|\r|\n)/;
/** So much of a file says how its fields are separated. */
const HEADER_CHARS_MAX = 4_096;

function startOf(text: string): Omit<Place, "endMax"> {
  const said = SEPARATOR_LINE.exec(text);
  if (said !== null) return { at: said[0].length, line: 2, separator: separatorOf(said[1] ?? "") };
  const at = text.startsWith("\ufeff") ? 1 : 0;
  const [header = ""] = text
    .slice(at, at + HEADER_CHARS_MAX)
    .replaceAll(/"[^"]*"/g, "")
    .split(/[\r\n]/, 1);
  return { at, line: 1, separator: separatorOf(header) };
}

/** What separates the fields of a header; a name of a column holds none of the three. */
function separatorOf(header: string): Separator {
  if (header.includes(",")) return ",";
  return header.includes(";") ? ";" : header.includes("\t") ? "\t" : ",";
}

function readRecord(
  text: string,
  { at, line, separator, endMax }: Place,
): Result<{ readonly record: CsvRecord; readonly end: number; readonly linesRead: number }, CsvProblem> {
  const fields: string[] = [];
  let end = at;
  let linesInside = 0;
  for (;;) {
    const field = text[end] === '"' ? readQuoted(text, end, { separator, endMax }) : readPlain(text, end, separator);
    if (!field.ok) return err({ line: line + linesInside + field.error.linesBefore, code: field.error.code });
    fields.push(field.value.text);
    linesInside += field.value.lines;
    end = field.value.end;
    if (text[end] !== separator) break;
    end += 1;
  }
  if (text.startsWith("\r\n", end)) end += 1;
  return ok({ record: { line, fields }, end: end + 1, linesRead: linesInside + 1 });
}

type Field = { readonly text: string; readonly end: number; readonly lines: number };
type FieldProblem = { readonly linesBefore: number; readonly code: CsvProblem["code"] };

const PLAIN = { ",": /[^,\r\n]*/y, ";": /[^;\r\n]*/y, "\t": /[^\t\r\n]*/y };
const QUOTED = /[^"]*/y;
const LINE_END = /\r\n|\r|\n/g;

function readPlain(text: string, at: number, separator: Separator): Result<Field, FieldProblem> {
  const pattern = PLAIN[separator];
  pattern.lastIndex = at;
  const plain = pattern.exec(text)?.[0] ?? "";
  return ok({ text: plain, end: at + plain.length, lines: 0 });
}

function readQuoted(
  text: string,
  at: number,
  { separator, endMax }: Pick<Place, "separator" | "endMax">,
): Result<Field, FieldProblem> {
  let end = at + 1;
  const parts: string[] = [];
  for (;;) {
    QUOTED.lastIndex = end;
    const part = QUOTED.exec(text)?.[0] ?? "";
    parts.push(part);
    end += part.length + 1;
    if (end > text.length || end > endMax) return err({ linesBefore: 0, code: "quote-open" });
    if (text[end] !== '"') break;
    parts.push('"');
    end += 1;
  }
  const field = parts.join("");
  const lines = field.match(/\r\n|\r|\n/g)?.length ?? 0;
  const next = text[end];
  if (next !== undefined && next !== separator && next !== "\r" && next !== "\n") {
    return err({ linesBefore: lines, code: "quote-stray" });
  }
  return ok({ text: field, end, lines });
}
