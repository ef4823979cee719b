import { type Assessment, type Assessor, assessSeller } from "./assess.ts";
import { type CaseState, SETTLED_STATES, type SettledState } from "./case/case-state.ts";
import { coveringSubjects } from "./case/case-subject.ts";
import { subjectOfReport } from "./case/reported-seller.ts";
import { type NotAHost, parseHost } from "./host/parse-host.ts";
import { parseSellerUrl } from "./host/parse-seller-url.ts";

/** So much of a text that is no host is shown again. */
const ECHO_CHARS_MAX = 253;

/** The answer for one line of a host list. `host` is in its ASCII form, or what was given where that is no host. */
export type ScanLine =
  | ({ readonly host: string; readonly settled?: SettledState } & Assessment)
  | { readonly host: string; readonly problem: "not-a-host"; readonly reason: NotAHost };

/** Judges one line of a list; a line that is no host is an answer too, and the list goes on. */
export function scanLine(assessor: Assessor, text: string, nowMs: number): ScanLine {
  const host = parseHost(text);
  if (!host.ok) return { host: text.slice(0, ECHO_CHARS_MAX), problem: "not-a-host", reason: host.error };
  return { host: host.value.ascii, ...assessSeller(assessor, { host: host.value, path: [] }, nowMs) };
}

/** What cases about a flagged host are called, its own and those that cover it; none for any other line. */
export function subjectsOfFlagged(line: ScanLine): readonly string[] {
  if (!("flag" in line) || !line.flag) return [];
  const url = parseSellerUrl(line.host);
  return url.ok ? coveringSubjects(url.value) : [];
}

/** Takes the flag from a host that people have settled: it does not come back to them by another scan. */
export function settleScan(line: ScanLine, stateOf: (subject: string) => CaseState | undefined): ScanLine {
  const [own] = subjectsOfFlagged(line);
  const url = parseSellerUrl(line.host);
  if (own === undefined || !url.ok || !("flag" in line)) return line;
  const state = stateOf(subjectOfReport({ url: url.value, subject: own }, stateOf));
  const settled = SETTLED_STATES.find((known) => known === state);
  return settled === undefined ? line : { ...line, flag: false, settled };
}
