import { err, ok, type Result } from "../../result.ts";

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
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const record: { line: number; fields: string[] } = { line, fields: [] };
    for (;;) {
      const field = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
      if (!field.ok) return err({ line: line + field.error.linesBefore, code: field.error.code });
      record.fields.push(field.value.text);
      line += field.value.lines;
      at = field.value.end;
      if (text[at] !== ",") break;
      at += 1;
    }
    if (text.startsWith("\r\n", at)) at += 1;
    at += 1;
    line += 1;
    if (record.fields.length > 1 || record.fields[0] !== "") records.push(record);
  }
  return ok(records);
}

type Field = { readonly text: string; readonly end: number; readonly lines: number };
type FieldProblem = { readonly linesBefore: number; readonly code: CsvProblem["code"] };

const PLAIN = /[^,\r\n]*/y;
const QUOTED = /[^"]*/y;

function readPlain(text: string, at: number): Result<Field, FieldProblem> {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text)?.[0] ?? "";
  return ok({ text: plain, end: at + plain.length, lines: 0 });
}

function readQuoted(text: string, at: number): Result<Field, FieldProblem> {
  let end = at + 1;
  const parts: string[] = [];
  for (;;) {
    QUOTED.lastIndex = end;
    const part = QUOTED.exec(text)?.[0] ?? "";
    parts.push(part);
    end += part.length + 1;
    if (end > text.length) return err({ linesBefore: 0, code: "quote-open" });
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
