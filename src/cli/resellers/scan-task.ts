import type { AssessorFiles } from "./load-assessor.ts";
import type { PrintMode } from "./printed-line.ts";

/** What a worker is started with. */
export type ScanSetup = { readonly files: AssessorFiles; readonly mode: PrintMode; readonly nowMs: number };

export type ScanCounts = {
  readonly lines: number;
  readonly flagged: number;
  readonly authorised: number;
  readonly notHosts: number;
};

/** What a worker answers for one block of lines. */
export type ScanTask = { readonly text: string; readonly counts: ScanCounts };

export const NO_COUNTS: ScanCounts = { lines: 0, flagged: 0, authorised: 0, notHosts: 0 };

export function addCounts(a: ScanCounts, b: ScanCounts): ScanCounts {
  return {
    lines: a.lines + b.lines,
    flagged: a.flagged + b.flagged,
    authorised: a.authorised + b.authorised,
    notHosts: a.notHosts + b.notHosts,
  };
}
