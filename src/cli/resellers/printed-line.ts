import { inertText } from "../../domain/inert-text.ts";
import type { ScanLine } from "../../resellers/domain/scan-line.ts";

export type PrintMode = "all-json" | "flagged-json" | "table";

const HOST_COLUMN_CHARS = 40;

export const TABLE_HEAD = `score   ${"host".padEnd(HOST_COLUMN_CHARS)}  evidence\n`;

/**
 * One answer as it is printed: a line of NDJSON, or a row of the table of flagged hosts. A host in a table has only the
 * letters of DNS, and details are escaped, so nothing from a list reaches a terminal as a command to it.
 */
export function printedLine(line: ScanLine, mode: PrintMode): string {
  const flagged = "flag" in line && line.flag;
  if (mode === "all-json" || (mode === "flagged-json" && flagged)) return `${JSON.stringify(line)}\n`;
  if (mode === "flagged-json" || !("flag" in line) || !flagged) return "";
  const evidence = line.evidence.map(({ detector, sign, detail }) => `${detector}/${sign} ${detail}`).join("; ");
  return `${line.score.toFixed(4)}  ${line.host.padEnd(HOST_COLUMN_CHARS)}  ${inertText(evidence)}\n`;
}
