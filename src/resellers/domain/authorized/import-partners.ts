import { IMPORT_LINES_PER_SLICE } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Sliced } from "../../../domain/sliced.ts";
import { type CsvProblem, type CsvRecord, csvRecords } from "../csv/csv.ts";
import {
  type ImportProblem,
  type ImportRules,
  PARTNER_COLUMNS,
  PARTNER_LIST_COLUMNS,
  type PartnerColumn,
  type RawPartner,
} from "./import-problem.ts";
import type { Partner } from "./partner.ts";
import { readPartner } from "./read-partner.ts";

/** The registry holds at most this many partners. */
export const PARTNERS_MAX = 20_000;

const TOO_MANY: ImportProblem = {
  row: 0,
  column: undefined,
  code: "too-many",
  message: `holds more than ${PARTNERS_MAX} partners, which is the most that are kept`,
};

type Rows = readonly { readonly row: number; readonly raw: RawPartner }[];

/** @returns the partners, or every problem of the file at once; a file with one wrong row imports nothing */
export function* importPartnersCsv(
  text: string,
  rules: ImportRules,
): Sliced<Result<readonly Partner[], readonly ImportProblem[]>> {
  const records = csvRecords(text);
  const header = records.next();
  if (header.done === true)
    return err([{ row: 1, column: undefined, code: "empty", message: "the file holds no header" }]);
  if (!header.value.ok) return err([quoteProblem(header.value.error)]);
  const { line, fields } = header.value.value;
  const { columns, problems: ofHeader } = readHeader(fields);
  const problems: ImportProblem[] = ofHeader.map((problem) => ({ ...problem, row: line }));
  const missing = new Set(ofHeader.flatMap(({ code, column }) => (code === "column-missing" ? [column] : [])));
  const rows: { readonly row: number; readonly raw: RawPartner }[] = [];
  for (const record of records) {
    // Where quotes are wrong, what follows may be read in any way.
    if (!record.ok) return err([...problems, quoteProblem(record.error)]);
    if (rows.length === PARTNERS_MAX) return err([TOO_MANY]);
    if (rows.length % IMPORT_LINES_PER_SLICE === 0) yield;
    rows.push(readRow(record.value, columns, problems));
  }
  const read = yield* readRows(rows, rules, problems);
  // What the header lacks is said once, of the header.
  return read.ok || missing.size === 0 ? read : err(read.error.filter((problem) => !isEchoOf(problem, missing)));
}

function readRow(
  { line, fields }: CsvRecord,
  columns: readonly (PartnerColumn | undefined)[],
  problems: ImportProblem[],
): { readonly row: number; readonly raw: RawPartner } {
  if (fields.length !== columns.length) {
    const message = `has ${fields.length} fields where the header has ${columns.length}`;
    problems.push({ row: line, column: undefined, code: "field-count", message });
  }
  const raw: { [column in PartnerColumn]?: readonly string[] } = {};
  for (const [at, column] of columns.entries()) {
    if (column === undefined) continue;
    const field = fields[at] ?? "";
    const values = PARTNER_LIST_COLUMNS.has(column) ? field.split(";") : [field];
    raw[column] = values.map((value) => value.trim()).filter((value) => value !== "");
  }
  return { row: line, raw };
}

function quoteProblem({ line, code }: CsvProblem): ImportProblem {
  const message = code === "quote-open" ? "a quoted field is never closed" : "text follows the end of a quoted field";
  return { row: line, column: undefined, code, message };
}

function isEchoOf({ code, column }: ImportProblem, missing: ReadonlySet<PartnerColumn | undefined>): boolean {
  if (code === "no-address") return missing.has("hosts");
  return code === "missing" && missing.has(column);
}

function readHeader(fields: readonly string[]): {
  readonly columns: readonly (PartnerColumn | undefined)[];
  readonly problems: readonly Omit<ImportProblem, "row">[];
} {
  const columns: (PartnerColumn | undefined)[] = [];
  const problems: Omit<ImportProblem, "row">[] = [];
  for (const field of fields) {
    const column = PARTNER_COLUMNS.find((name) => name.toLowerCase() === field.trim().toLowerCase());
    const isTwice = column !== undefined && columns.includes(column);
    columns.push(isTwice ? undefined : column);
    if (!column) {
      const message = `no column is called "${field.trim()}"; there are ${PARTNER_COLUMNS.join(", ")}`;
      problems.push({ column: undefined, code: "column-unknown", message });
    } else if (isTwice) problems.push({ column, code: "column-twice", message: "stands in the header twice" });
  }
  for (const column of ["id", "legalName", "validFrom"] as const) {
    if (!columns.includes(column))
      problems.push({ column, code: "column-missing", message: "is missing in the header" });
  }
  if (!columns.includes("hosts") && !columns.includes("urlPrefixes"))
    problems.push({ column: "hosts", code: "column-missing", message: "or urlPrefixes is missing in the header" });
  return { columns, problems };
}

/**
 * @param value what a JSON text parsed to: a list of partners, or an object whose `partners` is one
 * @returns the partners, or every problem at once
 */
export function* importPartnersJson(
  value: unknown,
  rules: ImportRules,
): Sliced<Result<readonly Partner[], readonly ImportProblem[]>> {
  const list = Array.isArray(value) ? value : isRecord(value) ? value.partners : undefined;
  if (!Array.isArray(list)) {
    const message = 'must be a list of partners, or an object with a list "partners"';
    return err([{ row: 0, column: undefined, code: "not-a-list", message }]);
  }
  // What is wrong with so many is not looked for.
  if (list.length > PARTNERS_MAX) return err([TOO_MANY]);
  const problems: ImportProblem[] = [];
  const rows: { row: number; raw: RawPartner }[] = [];
  for (const [at, item] of list.entries()) {
    if (at % IMPORT_LINES_PER_SLICE === 0) yield;
    const row = at + 1;
    if (isRecord(item)) rows.push({ row, raw: readMembers(item, row, problems) });
    else problems.push({ row, column: undefined, code: "not-a-partner", message: "must be an object" });
  }
  return yield* readRows(rows, rules, problems);
}

function readMembers(item: { readonly [name: string]: unknown }, row: number, problems: ImportProblem[]): RawPartner {
  const raw: { [column in PartnerColumn]?: readonly string[] } = {};
  for (const [name, value] of Object.entries(item)) {
    const column = PARTNER_COLUMNS.find((one) => one === name);
    const values = PARTNER_LIST_COLUMNS.has(name) ? value : [value];
    if (!column) {
      const message = `no member is called "${name}"; there are ${PARTNER_COLUMNS.join(", ")}`;
      problems.push({ row, column: undefined, code: "column-unknown", message });
    } else if (Array.isArray(values) && values.every((one) => typeof one === "string")) raw[column] = values;
    else {
      const message = PARTNER_LIST_COLUMNS.has(name) ? "must be a list of texts" : "must be a text";
      problems.push({ row, column, code: "type", message });
    }
  }
  return raw;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function* readRows(
  rows: Rows,
  rules: ImportRules,
  found: readonly ImportProblem[],
): Sliced<Result<readonly Partner[], readonly ImportProblem[]>> {
  const problems = [...found];
  const partners: Partner[] = [];
  const rowOfId = new Map<string, number>();
  const rowOfLink = new Map<string, number>();
  for (const [at, { row, raw }] of rows.entries()) {
    if (at > 0 && at % IMPORT_LINES_PER_SLICE === 0) yield;
    const partner = readPartner(raw, rules);
    if (!partner.ok) problems.push(...partner.error.map((problem) => ({ row, ...problem })));
    const id = raw.id?.[0];
    const earlier = id === undefined ? undefined : rowOfId.get(id);
    if (earlier !== undefined) {
      problems.push({ row, column: "id", code: "id-twice", message: `"${id}" stands in row ${earlier} too` });
    } else if (id !== undefined) rowOfId.set(id, row);
    if (partner.ok) partners.push(partner.value);
    const linkCode = partner.ok ? partner.value.linkCode : undefined;
    const linked = linkCode === undefined ? undefined : rowOfLink.get(linkCode);
    if (linked !== undefined) {
      problems.push({
        row,
        column: "linkCode",
        code: "link-twice",
        message: `"${linkCode}" stands in row ${linked} too`,
      });
    } else if (linkCode !== undefined) rowOfLink.set(linkCode, row);
  }
  return problems.length > 0 ? err(problems.sort((a, b) => a.row - b.row)) : ok(partners);
}
