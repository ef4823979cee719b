import { err, ok, type Result } from "../../../domain/result.ts";

/** One record with the line of the file on which it starts, counted from 1. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

export type CsvProblem = { readonly line: number; readonly code: "quote-open" | "quote-stray" };

/**
 * Reads CSV: fields in quotes may hold commas, doubled quotes and line breaks; lines end in CRLF, LF or CR; a byte order
 * mark and empty lines are passed over. Linear in the length of the text.
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
 * hostile line does not stop the rest; whoever goes on after a problem should bound how far a quote may stay open.
 * @param recordCharsMax where a quoted field is given up as never closed
 */
export function* csvRecords(
  text: string,
  recordCharsMax = Number.POSITIVE_INFINITY,
): Generator<Result<CsvRecord, CsvProblem>> {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const read = readRecord(text, { at, line, endMax: at + recordCharsMax });
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

type Place = { readonly at: number; readonly line: number; readonly endMax: number };

function readRecord(
  text: string,
  { at, line, endMax }: Place,
): Result<{ readonly record: CsvRecord; readonly end: number; readonly linesRead: number }, CsvProblem> {
  const fields: string[] = [];
  let end = at;
  let linesInside = 0;
  for (;;) {
    const field = text[end] === '"' ? readQuoted(text, end, endMax) : readPlain(text, end);
    if (!field.ok) return err({ line: line + linesInside + field.error.linesBefore, code: field.error.code });
    fields.push(field.value.text);
    linesInside += field.value.lines;
    end = field.value.end;
    if (text[end] !== ",") break;
    end += 1;
  }
  if (text.startsWith("\r\n", end)) end += 1;
  return ok({ record: { line, fields }, end: end + 1, linesRead: linesInside + 1 });
}

type Field = { readonly text: string; readonly end: number; readonly lines: number };
type FieldProblem = { readonly linesBefore: number; readonly code: CsvProblem["code"] };

const PLAIN = /[^,\r\n]*/y;
const QUOTED = /[^"]*/y;
const LINE_END = /\r\n|\r|\n/g;

function readPlain(text: string, at: number): Result<Field, FieldProblem> {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text)?.[0] ?? "";
  return ok({ text: plain, end: at + plain.length, lines: 0 });
}

function readQuoted(text: string, at: number, endMax: number): Result<Field, FieldProblem> {
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
  if (next !== undefined && next !== "," && next !== "\r" && next !== "\n") {
    return err({ linesBefore: lines, code: "quote-stray" });
  }
  return ok({ text: field, end, lines });
}
