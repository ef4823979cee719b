import { inertText } from "../../domain/inert-text.ts";
import { type Assessment, type Assessor, assessSeller } from "./assess.ts";
import { type CaseState, SETTLED_STATES, type SettledState } from "./case/case-state.ts";
import { coveringSubjects } from "./case/case-subject.ts";
import { subjectOfReport } from "./case/reported-seller.ts";
import { type NotAHost, parseHost } from "./host/parse-host.ts";
import { parseSellerUrl } from "./host/parse-seller-url.ts";

/** So much of a line is shown again. */
const ECHO_CHARS_MAX = 253;

/** A host of a line: in A-labels, as DNS sees it, and in U-labels, as a person does. */
type ScannedHost = {
  readonly host: string;
  readonly unicode: string;
  /** A label begins like an A-label and encodes nothing; it was judged as it stands, since DNS resolves it. */
  readonly punycode?: "bogus";
  readonly settled?: SettledState;
};

/** The answer for one line of a host list. `given` is the line as it was sent, with nothing in it that steers a reader. */
export type ScanLine = { readonly given: string } & (
  | (ScannedHost & Assessment)
  | { readonly problem: "not-a-host"; readonly reason: NotAHost }
);

/** Judges one line of a list; a line that is no host is an answer too, and the list goes on. */
export function scanLine(assessor: Assessor, text: string, nowMs: number): ScanLine {
  const host = parseHost(text);
  const given = inertText(text.slice(0, ECHO_CHARS_MAX).trim());
  if (!host.ok) return { given, problem: "not-a-host", reason: host.error };
  const { ascii, unicode, hasBogusLabel } = host.value;
  return {
    host: ascii,
    unicode,
    given,
    ...(hasBogusLabel ? { punycode: "bogus" as const } : {}),
    ...assessSeller(assessor, { host: host.value, path: [] }, nowMs),
  };
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
  if (own === undefined || !("flag" in line)) return line;
  const url = parseSellerUrl(line.host);
  if (!url.ok) return line;
  const state = stateOf(subjectOfReport({ url: url.value, subject: own }, stateOf));
  const settled = SETTLED_STATES.find((known) => known === state);
  return settled === undefined ? line : { ...line, flag: false, settled };
}
