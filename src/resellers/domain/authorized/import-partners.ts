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
  PLACE_COLUMNS,
  PLACE_MEMBERS,
  type PlaceMember,
  type RawPartner,
  type RawPlace,
} from "./import-problem.ts";
import type { Partner } from "./partner.ts";
import { PLACES_MAX, PLACES_PER_PARTNER_MAX } from "./place.ts";
import { readPartner } from "./read-partner.ts";

/** The registry holds at most this many partners. */
export const PARTNERS_MAX = 20_000;

/** Columns of a file, and members of a partner in JSON: many times those that there are. What is wrong with each of more is not said. */
const FIELDS_MAX = 200;

const TOO_MANY: ImportProblem = {
  row: 0,
  column: undefined,
  code: "too-many",
  message: `holds more than ${PARTNERS_MAX} partners, which is the most that are kept`,
};

const TOO_MANY_PLACES: ImportProblem = {
  row: 0,
  column: undefined,
  code: "too-many",
  message: `holds more than ${PLACES_MAX} places, which is the most that are kept`,
};

type Row = { readonly row: number; readonly raw: RawPartner };
/** A column of a CSV file: of the partner, or of the store that the line names. */
type FileColumn = PartnerColumn | { readonly place: PlaceMember };

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
  if (fields.length > FIELDS_MAX) {
    const message = `names ${fields.length} columns, of which a file holds at most ${FIELDS_MAX}`;
    return err([{ row: line, column: undefined, code: "columns-many", message }]);
  }
  const { columns, problems: ofHeader } = readHeader(fields);
  const problems: ImportProblem[] = ofHeader.map((problem) => ({ ...problem, row: line }));
  const missing = new Set(ofHeader.flatMap(({ code, column }) => (code === "column-missing" ? [column] : [])));
  const rows: Row[] = [];
  const rowOfId = new Map<string, number>();
  let places = 0;
  for (const record of records) {
    // Where quotes are wrong, what follows may be read in any way.
    if (!record.ok) return err([...problems, quoteProblem(record.error)]);
    if (rows.length === PARTNERS_MAX) return err([TOO_MANY]);
    if (rows.length % IMPORT_LINES_PER_SLICE === 0) yield;
    const read = readRow(record.value, columns, problems);
    places += read.raw.places?.length ?? 0;
    if (places > PLACES_MAX) return err([TOO_MANY_PLACES]);
    const at = rowOfId.get(read.raw.id?.[0] ?? "");
    const owner = at === undefined || !isFurtherPlace(read.raw) ? undefined : rows[at];
    if (at !== undefined && owner !== undefined) rows[at] = withPlaces(owner, read.raw.places ?? []);
    else {
      const id = read.raw.id?.[0];
      if (id !== undefined && !rowOfId.has(id)) rowOfId.set(id, rows.length);
      rows.push(read);
    }
  }
  const read = yield* readRows(rows, rules, problems);
  // What the header lacks is said once, of the header.
  return read.ok || missing.size === 0 ? read : err(read.error.filter((problem) => !isEchoOf(problem, missing)));
}

/** A line below a partner's own that has its id and nothing else of it is one more of its stores. */
function isFurtherPlace(raw: RawPartner): boolean {
  return (
    raw.places !== undefined && PARTNER_COLUMNS.every((column) => column === "id" || (raw[column] ?? []).length === 0)
  );
}

/** One place too many is enough to be refused for: further ones are not copied again and again. */
function withPlaces({ row, raw }: Row, more: readonly RawPlace[]): Row {
  const places = raw.places ?? [];
  if (places.length > PLACES_PER_PARTNER_MAX) return { row, raw };
  return { row, raw: { ...raw, places: [...places, ...more] } };
}

function readRow(
  { line, fields }: CsvRecord,
  columns: readonly (FileColumn | undefined)[],
  problems: ImportProblem[],
): Row {
  if (fields.length !== columns.length) {
    const message = `has ${fields.length} fields where the header has ${columns.length}`;
    problems.push({ row: line, column: undefined, code: "field-count", message });
  }
  const raw: { [column in PartnerColumn]?: readonly string[] } = {};
  const members: { [member in PlaceMember]?: string } = {};
  for (const [at, column] of columns.entries()) {
    if (column === undefined) continue;
    const field = fields[at] ?? "";
    if (typeof column === "object") {
      if (field.trim() !== "") members[column.place] = field;
      continue;
    }
    const values = PARTNER_LIST_COLUMNS.has(column) ? field.split(";") : [field];
    raw[column] = values.map((value) => value.trim()).filter((value) => value !== "");
  }
  if (Object.keys(members).length === 0) return { row: line, raw };
  return { row: line, raw: { ...raw, places: [{ row: line, members }] } };
}

function quoteProblem({ line, code }: CsvProblem): ImportProblem {
  const message = code === "quote-open" ? "a quoted field is never closed" : "text follows the end of a quoted field";
  return { row: line, column: undefined, code, message };
}

function isEchoOf({ code, column }: ImportProblem, missing: ReadonlySet<ImportProblem["column"]>): boolean {
  if (code === "no-address") return missing.has("hosts");
  return code === "missing" && missing.has(column);
}

function readHeader(fields: readonly string[]): {
  readonly columns: readonly (FileColumn | undefined)[];
  readonly problems: readonly Omit<ImportProblem, "row">[];
} {
  const columns: (FileColumn | undefined)[] = [];
  const problems: Omit<ImportProblem, "row">[] = [];
  for (const field of fields) {
    const column = columnOf(field.trim().toLowerCase());
    const isTwice = column !== undefined && columns.includes(column);
    columns.push(isTwice ? undefined : column);
    if (!column) {
      const names = [...PARTNER_COLUMNS, ...PLACE_COLUMNS].join(", ");
      const message = `no column is called "${field.trim()}"; there are ${names}`;
      problems.push({ column: undefined, code: "column-unknown", message });
    } else if (isTwice) {
      const name = typeof column === "object" ? "places" : column;
      problems.push({ column: name, code: "column-twice", message: "stands in the header twice" });
    }
  }
  for (const column of ["id", "legalName", "validFrom"] as const) {
    if (!columns.includes(column))
      problems.push({ column, code: "column-missing", message: "is missing in the header" });
  }
  if (!columns.includes("hosts") && !columns.includes("urlPrefixes"))
    problems.push({ column: "hosts", code: "column-missing", message: "or urlPrefixes is missing in the header" });
  return { columns, problems };
}

/** Each column once, so that a second of the same name is known for one. */
const FILE_COLUMNS: ReadonlyMap<string, FileColumn> = new Map<string, FileColumn>([
  ...PARTNER_COLUMNS.map((column) => [column.toLowerCase(), column] as const),
  ...PLACE_COLUMNS.map((column, at) => [column.toLowerCase(), { place: PLACE_MEMBERS[at] ?? "name" }] as const),
]);

function columnOf(name: string): FileColumn | undefined {
  return FILE_COLUMNS.get(name);
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
  const rows: Row[] = [];
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
  let places: readonly RawPlace[] | undefined;
  for (const [name, value] of Object.entries(item).slice(0, FIELDS_MAX)) {
    if (name === "places") {
      places = readJsonPlaces(value, row, problems);
      continue;
    }
    const column = PARTNER_COLUMNS.find((one) => one === name);
    const values = PARTNER_LIST_COLUMNS.has(name) ? value : [value];
    if (!column) {
      const message = `no member is called "${name}"; there are ${PARTNER_COLUMNS.join(", ")}, places`;
      problems.push({ row, column: undefined, code: "column-unknown", message });
    } else if (Array.isArray(values) && values.every((one) => typeof one === "string")) raw[column] = values;
    else {
      const message = PARTNER_LIST_COLUMNS.has(name) ? "must be a list of texts" : "must be a text";
      problems.push({ row, column, code: "type", message });
    }
  }
  return places === undefined ? raw : { ...raw, places };
}

function readJsonPlaces(value: unknown, row: number, problems: ImportProblem[]): readonly RawPlace[] {
  const report = (code: string, message: string) => problems.push({ row, column: "places", code, message });
  if (!Array.isArray(value)) {
    report("type", "must be a list of places");
    return [];
  }
  // One too many is refused as that, and what is wrong with more is not looked for.
  return value.slice(0, PLACES_PER_PARTNER_MAX + 1).map((members: unknown) => {
    if (!isRecord(members)) {
      report("type", "must be a list of objects");
      return { members: {} };
    }
    const strange = Object.keys(members).find((name) => !PLACE_MEMBERS.some((member) => member === name));
    if (strange !== undefined) {
      report("column-unknown", `no member of a place is called "${strange}"; there are ${PLACE_MEMBERS.join(", ")}`);
    }
    return { members };
  });
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function* readRows(
  rows: readonly Row[],
  rules: ImportRules,
  found: readonly ImportProblem[],
): Sliced<Result<readonly Partner[], readonly ImportProblem[]>> {
  const places = rows.reduce((sum, { raw }) => sum + (raw.places?.length ?? 0), 0);
  if (places > PLACES_MAX) return err([TOO_MANY_PLACES]);
  const problems = [...found];
  const partners: Partner[] = [];
  const rowOfId = new Map<string, number>();
  const rowOfLink = new Map<string, number>();
  for (const [at, { row, raw }] of rows.entries()) {
    if (at > 0 && at % IMPORT_LINES_PER_SLICE === 0) yield;
    const partner = readPartner(raw, rules);
    if (!partner.ok) problems.push(...partner.error.map((problem) => ({ ...problem, row: problem.row ?? row })));
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
