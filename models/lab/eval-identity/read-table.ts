import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parseCsv } from "../../../src/resellers/domain/csv/csv.ts";

export type Row = { readonly [column: string]: string };

/** Rows of a compressed CSV file by column name, without the spaces that some files put after commas. */
export function readTable(path: string): Row[] {
  const parsed = parseCsv(gunzipSync(readFileSync(path)).toString("utf8"));
  if (!parsed.ok) throw new TypeError(`${path}, line ${parsed.error.line}: ${parsed.error.code}`);
  const [head, ...records] = parsed.value;
  const columns = head?.fields.map((field) => field.trim()) ?? [];
  return records.map(({ fields }) =>
    Object.fromEntries(columns.map((name, index) => [name, fields[index]?.trim() ?? ""])),
  );
}
