import { IMPORT_LINES_PER_SLICE, LISTING_CHARS_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Sliced } from "../../../domain/sliced.ts";
import { type CsvProblem, csvRecords } from "../csv/csv.ts";
import {
  type ImportedListing,
  LIST_COLUMNS,
  LISTING_COLUMNS,
  type ListingColumn,
  type ListingFile,
  type ListingProblem,
  type RawListing,
} from "./listing.ts";
import { readListing } from "./read-listing.ts";

type Read = Result<{ readonly line: number; readonly raw: RawListing }, readonly ListingProblem[]>;

/**
 * Reads a CSV file of listings. A line that is wrong is named with everything wrong about it, and the rest goes on.
 * @param marketplaces hosts that many sellers share
 * @returns the problems of the header where that is wrong, with those of the lines: then no line is taken in
 */
export function* importListingsCsv(
  text: string,
  marketplaces: ReadonlySet<string>,
): Sliced<Result<ListingFile, readonly ListingProblem[]>> {
  const records = csvRecords(text, LISTING_CHARS_MAX);
  const header = records.next();
  if (header.done === true || !header.value.ok) {
    const problem = header.done === true || header.value.ok ? undefined : quoteProblem(header.value.error);
    return err([problem ?? { line: 1, code: "empty", message: "the file holds no header" }]);
  }
  const { line, fields } = header.value.value;
  const { columns, problems } = readHeader(fields, line);
  const file = yield* collect(csvRows(records, columns), marketplaces);
  if (problems.length === 0) return ok(file);
  // Without its address no line can be read, and to say so of each would hide the cause.
  const ofLines = hasAddress(columns) ? file.problems : [];
  return err([...problems, ...ofLines]);
}

function hasAddress(columns: readonly (ListingColumn | undefined)[]): boolean {
  return columns.includes("url") || columns.includes("host");
}

/** Reads listings as one JSON object a line, its values texts, numbers or lists of texts. */
export function* importListingsNdjson(text: string, marketplaces: ReadonlySet<string>): Sliced<ListingFile> {
  return yield* collect(ndjsonRows(text), marketplaces);
}

function* collect(rows: Iterable<Read>, marketplaces: ReadonlySet<string>): Sliced<ListingFile> {
  const listings: ImportedListing[] = [];
  const problems: ListingProblem[] = [];
  let read = 0;
  for (const row of rows) {
    read += 1;
    if (read % IMPORT_LINES_PER_SLICE === 0) yield;
    if (!row.ok) {
      problems.push(...row.error);
      continue;
    }
    const { line, raw } = row.value;
    const listing = readListing(raw, marketplaces);
    if (listing.ok) listings.push({ line, ...listing.value });
    else problems.push(...listing.error.map((problem) => ({ line, ...problem })));
  }
  return { listings, problems };
}

function readHeader(
  fields: readonly string[],
  line: number,
): { readonly columns: readonly (ListingColumn | undefined)[]; readonly problems: readonly ListingProblem[] } {
  const columns: (ListingColumn | undefined)[] = [];
  const problems: ListingProblem[] = [];
  for (const field of fields) {
    const name = field.trim().slice(0, 40);
    const column = LISTING_COLUMNS.find((known) => known === name.toLowerCase());
    const isTwice = column !== undefined && columns.includes(column);
    columns.push(isTwice ? undefined : column);
    if (column === undefined) {
      problems.push({
        line,
        code: "column-unknown",
        message: `no column is called "${name}"; there are ${COLUMN_WORDS}`,
      });
    } else if (isTwice) problems.push({ line, column, code: "column-twice", message: "stands in the header twice" });
  }
  if (!hasAddress(columns)) {
    problems.push({ line, column: "url", code: "column-missing", message: "url or host is missing in the header" });
  }
  return { columns, problems };
}

const COLUMN_WORDS = LISTING_COLUMNS.join(", ");

function* csvRows(
  records: ReturnType<typeof csvRecords>,
  columns: readonly (ListingColumn | undefined)[],
): Generator<Read> {
  for (const record of records) {
    if (!record.ok) {
      yield err([quoteProblem(record.error)]);
      continue;
    }
    const { line, fields } = record.value;
    if (fields.length !== columns.length) {
      const message = `has ${fields.length} fields where the header has ${columns.length}`;
      yield err([{ line, code: "field-count", message }]);
    } else if (fields.reduce((sum, { length }) => sum + length, 0) > LISTING_CHARS_MAX) {
      yield err([tooLong(line)]);
    } else {
      yield ok({
        line,
        raw: rawListing(
          columns.flatMap((column, at) => {
            const field = fields[at] ?? "";
            return column === undefined
              ? []
              : [[column, LIST_COLUMNS.has(column) ? field.split(";") : [field]] as const];
          }),
        ),
      });
    }
  }
}

function quoteProblem({ line, code }: CsvProblem): ListingProblem {
  const message = code === "quote-open" ? "a quoted field is never closed" : "text follows the end of a quoted field";
  return { line, code, message };
}

function tooLong(line: number): ListingProblem {
  return { line, code: "too-long", message: `is longer than ${LISTING_CHARS_MAX} characters` };
}

function* ndjsonRows(text: string): Generator<Read> {
  let line = 0;
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    line += 1;
    if (end - at > LISTING_CHARS_MAX) yield err([tooLong(line)]);
    else if (text.slice(at, end).trim() !== "") yield readLine(text.slice(at, end), line);
    at = end + 1;
  }
}

function readLine(text: string, line: number): Read {
  const value = safeJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return err([{ line, code: "not-json", message: "must be one JSON object" }]);
  }
  const values: [ListingColumn, readonly string[]][] = [];
  const problems: ListingProblem[] = [];
  for (const [name, member] of Object.entries(value)) {
    const column = LISTING_COLUMNS.find((known) => known === name);
    const list = member === null ? [] : Array.isArray(member) ? member : [member];
    const texts = list.flatMap((one) =>
      typeof one === "string" ? [one] : typeof one === "number" ? [String(one)] : [],
    );
    if (column === undefined) {
      const message = `no member is called "${name.slice(0, 40)}"; there are ${COLUMN_WORDS}`;
      problems.push({ line, code: "column-unknown", message });
    } else if (texts.length !== list.length || (list.length > 1 && !LIST_COLUMNS.has(column))) {
      const message = LIST_COLUMNS.has(column) ? "must be a text or a list of texts" : "must be a text";
      problems.push({ line, column, code: "type", message });
    } else values.push([column, texts]);
  }
  return problems.length > 0 ? err(problems) : ok({ line, raw: rawListing(values) });
}

function rawListing(values: readonly (readonly [ListingColumn, readonly string[]])[]): RawListing {
  const raw: { [column in ListingColumn]?: readonly string[] } = {};
  for (const [column, texts] of values) {
    const filled = texts.map((value) => value.trim()).filter((value) => value !== "");
    if (filled.length > 0) raw[column] = filled;
  }
  return raw;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
