import type { Json } from "../../domain/canonical-json.ts";
import { SALE_POOLS_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type CsvProblem, type CsvRecord, csvRecords } from "../../resellers/domain/csv/csv.ts";
import { invalid, type Problem } from "../../wire/problem.ts";

const COLUMNS = ["partnerId", "units"] as const;

/**
 * Pools from a file with the columns `partnerId` and `units`, as spreadsheets write it.
 * @returns what the same list would be as JSON, unchecked; 400 with the line where it is no such file
 */
export function readPoolsCsv(text: string): Result<Json, Problem> {
  const records = firstRecords(text);
  if (!records.ok) {
    const { line, code } = records.error;
    const what = code === "quote-open" ? "has a quote that is never closed" : "has text after a closing quote";
    return err(invalid([{ pointer: "", detail: `line ${line} ${what}` }]));
  }
  const [header, ...lines] = records.value;
  const places = COLUMNS.map((column) => header?.fields.findIndex((field) => field.trim() === column) ?? -1);
  const [partnerAt = -1, unitsAt = -1] = places;
  if (places.includes(-1) || header?.fields.length !== COLUMNS.length) {
    return err(invalid([{ pointer: "", detail: `line 1 names other columns than ${COLUMNS.join(" and ")}` }]));
  }
  return ok(
    lines.map(({ fields }) => ({
      partnerId: fields[partnerAt]?.trim() ?? "",
      units: numberOf(fields[unitsAt]?.trim() ?? ""),
    })),
  );
}

/** The header and one line more than there may be pools, which is refused as that: of a million lines the others are not read. */
function firstRecords(text: string): Result<readonly CsvRecord[], CsvProblem> {
  const records: CsvRecord[] = [];
  for (const record of csvRecords(text)) {
    if (!record.ok) return record;
    records.push(record.value);
    if (records.length === SALE_POOLS_MAX + 2) break;
  }
  return ok(records);
}

/** A text that is no whole number stays what it is, and is refused as that. */
function numberOf(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}
