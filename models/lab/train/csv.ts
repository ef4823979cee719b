import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Rows of a gzipped CSV file as objects by column name. The recordings have no quoted line breaks or commas. */
export function* csvRows(path: string): Generator<{ readonly [column: string]: string }> {
  const [header, ...lines] = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
  const columns = header?.trim().split(",") ?? [];
  for (const line of lines) {
    if (line === "") continue;
    const cells = line.trimEnd().replaceAll('"', "").split(",");
    yield Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  }
}
