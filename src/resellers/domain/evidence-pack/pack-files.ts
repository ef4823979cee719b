import { utf8 } from "../../../domain/utf8.ts";
import type { PackContents } from "./pack-contents.ts";
import { priceCsv } from "./price-table.ts";
import { reportsText } from "./reports-text.ts";
import type { ArchivedFile } from "./zip.ts";

export type PackFile = ArchivedFile & { readonly mediaType: string };

/** What a pack holds besides the facts. */
export type PackParts = {
  /** The case as a page to print. */
  readonly page: string;
  readonly notice: string | undefined;
  readonly pictures: readonly PackFile[];
};

/** The files of a pack, all but the manifest that lists them. */
export function packFiles(contents: PackContents, { page, notice, pictures }: PackParts): readonly PackFile[] {
  const { custody, ...facts } = contents;
  return [
    textFile("case.html", "text/html; charset=utf-8", page),
    textFile("case.json", "application/json", jsonText(facts)),
    textFile("custody.json", "application/json", jsonText(custody)),
    textFile("reports.txt", "text/plain; charset=utf-8", reportsText(contents)),
    textFile("prices.csv", "text/csv; charset=utf-8", priceCsv(contents.prices)),
    ...(notice === undefined ? [] : [textFile("notice.txt", "text/plain; charset=utf-8", notice)]),
    ...pictures,
  ];
}

function textFile(path: string, mediaType: string, text: string): PackFile {
  return { path, mediaType, bytes: utf8(text) };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
