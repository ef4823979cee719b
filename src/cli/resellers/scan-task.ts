import type { AssessorFiles } from "./load-assessor.ts";
import type { PrintMode } from "./printed-line.ts";

/** What a worker is started with. */
export type ScanSetup = { readonly files: AssessorFiles; readonly mode: PrintMode; readonly nowMs: number };

export type ScanCounts = {
  readonly lines: number;
  readonly flagged: number;
  readonly authorized: number;
  readonly notHosts: number;
};

/** What a worker answers for one block of lines. */
export type ScanTask = { readonly text: string; readonly counts: ScanCounts };

export const NO_COUNTS: ScanCounts = { lines: 0, flagged: 0, authorized: 0, notHosts: 0 };

export function addCounts(a: ScanCounts, b: ScanCounts): ScanCounts {
  return {
    lines: a.lines + b.lines,
    flagged: a.flagged + b.flagged,
    authorized: a.authorized + b.authorized,
    notHosts: a.notHosts + b.notHosts,
  };
}
