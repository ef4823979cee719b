import { err, ok, type Result } from "../../../domain/result.ts";
import { parseCsv } from "./csv.ts";
import {
  type ImportProblem,
  type ImportRules,
  PARTNER_COLUMNS,
  type PartnerColumn,
  type RawPartner,
} from "./import-problem.ts";
import type { Partner } from "./partner.ts";
import { readPartner } from "./read-partner.ts";

/** The registry holds at most this many partners. */
export const PARTNERS_MAX = 20_000;

/** Columns that hold several values; in CSV they are separated by semicolons. */
const LIST_COLUMNS: ReadonlySet<string> = new Set(["storefrontNames", "aliases", "hosts", "urlPrefixes", "regions"]);

type Rows = readonly { readonly row: number; readonly raw: RawPartner }[];

/** @returns the partners, or every problem of the file at once; a file with one wrong row imports nothing */
export function importPartnersCsv(
  text: string,
  rules: ImportRules,
): Result<readonly Partner[], readonly ImportProblem[]> {
  const records = parseCsv(text);
  if (!records.ok) {
    const message =
      records.error.code === "quote-open" ? "a quoted field is never closed" : "text follows the end of a quoted field";
    return err([{ row: records.error.line, column: undefined, code: records.error.code, message }]);
  }
  const [header, ...body] = records.value;
  const columns = readHeader(header?.fields ?? []);
  if (!columns.ok) return err(columns.error.map((problem) => ({ ...problem, row: header?.line ?? 1 })));
  const problems: ImportProblem[] = [];
  const rows = body.map(({ line, fields }) => {
    if (fields.length !== columns.value.length) {
      const message = `has ${fields.length} fields where the header has ${columns.value.length}`;
      problems.push({ row: line, column: undefined, code: "field-count", message });
    }
    const raw: { [column in PartnerColumn]?: readonly string[] } = {};
    for (const [at, column] of columns.value.entries()) {
      const field = fields[at] ?? "";
      const values = LIST_COLUMNS.has(column) ? field.split(";") : [field];
      raw[column] = values.map((value) => value.trim()).filter((value) => value !== "");
    }
    return { row: line, raw };
  });
  return readRows(rows, rules, problems);
}

function readHeader(
  fields: readonly string[],
): Result<readonly PartnerColumn[], readonly Omit<ImportProblem, "row">[]> {
  const columns: PartnerColumn[] = [];
  const problems: Omit<ImportProblem, "row">[] = [];
  for (const field of fields) {
    const column = PARTNER_COLUMNS.find((name) => name === field.trim());
    if (!column) {
      const message = `no column is called "${field.trim()}"; there are ${PARTNER_COLUMNS.join(", ")}`;
      problems.push({ column: undefined, code: "column-unknown", message });
    } else if (columns.includes(column)) {
      problems.push({ column, code: "column-twice", message: "stands in the header twice" });
    } else columns.push(column);
  }
  for (const column of ["id", "legalName", "validFrom"] as const) {
    if (!columns.includes(column))
      problems.push({ column, code: "column-missing", message: "is missing in the header" });
  }
  return problems.length > 0 ? err(problems) : ok(columns);
}

/**
 * @param value what a JSON text parsed to: a list of partners, or an object whose `partners` is one
 * @returns the partners, or every problem at once
 */
export function importPartnersJson(
  value: unknown,
  rules: ImportRules,
): Result<readonly Partner[], readonly ImportProblem[]> {
  const list = Array.isArray(value) ? value : isRecord(value) ? value.partners : undefined;
  if (!Array.isArray(list)) {
    const message = 'must be a list of partners, or an object with a list "partners"';
    return err([{ row: 0, column: undefined, code: "not-a-list", message }]);
  }
  const problems: ImportProblem[] = [];
  const rows: { row: number; raw: RawPartner }[] = [];
  for (const [at, item] of list.entries()) {
    const row = at + 1;
    if (isRecord(item)) rows.push({ row, raw: readMembers(item, row, problems) });
    else problems.push({ row, column: undefined, code: "not-a-partner", message: "must be an object" });
  }
  return readRows(rows, rules, problems);
}

function readMembers(item: { readonly [name: string]: unknown }, row: number, problems: ImportProblem[]): RawPartner {
  const raw: { [column in PartnerColumn]?: readonly string[] } = {};
  for (const [name, value] of Object.entries(item)) {
    const column = PARTNER_COLUMNS.find((one) => one === name);
    const values = LIST_COLUMNS.has(name) ? value : [value];
    if (!column) {
      const message = `no member is called "${name}"; there are ${PARTNER_COLUMNS.join(", ")}`;
      problems.push({ row, column: undefined, code: "column-unknown", message });
    } else if (Array.isArray(values) && values.every((one) => typeof one === "string")) raw[column] = values;
    else {
      const message = LIST_COLUMNS.has(name) ? "must be a list of texts" : "must be a text";
      problems.push({ row, column, code: "type", message });
    }
  }
  return raw;
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readRows(
  rows: Rows,
  rules: ImportRules,
  found: readonly ImportProblem[],
): Result<readonly Partner[], readonly ImportProblem[]> {
  const problems = [...found];
  if (rows.length > PARTNERS_MAX) {
    const message = `holds ${rows.length} partners; at most ${PARTNERS_MAX} are kept`;
    problems.push({ row: 0, column: undefined, code: "too-many", message });
  }
  const partners: Partner[] = [];
  const rowOfId = new Map<string, number>();
  for (const { row, raw } of rows) {
    const partner = readPartner(raw, rules);
    if (!partner.ok) problems.push(...partner.error.map((problem) => ({ row, ...problem })));
    const id = raw.id?.[0];
    const earlier = id === undefined ? undefined : rowOfId.get(id);
    if (earlier !== undefined) {
      problems.push({ row, column: "id", code: "id-twice", message: `"${id}" stands in row ${earlier} too` });
    } else if (id !== undefined) rowOfId.set(id, row);
    if (partner.ok) partners.push(partner.value);
  }
  return problems.length > 0 ? err(problems.sort((a, b) => a.row - b.row)) : ok(partners);
}
