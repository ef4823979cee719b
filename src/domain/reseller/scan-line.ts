import { type Assessment, type Assessor, assessSeller } from "./assess.ts";
import { type NotAHost, parseHost } from "./host/parse-host.ts";

/** So much of a text that is no host is shown again. */
const ECHO_CHARS_MAX = 253;

/** The answer for one line of a host list. `host` is in its ASCII form, or what was given where that is no host. */
export type ScanLine =
  | ({ readonly host: string } & Assessment)
  | { readonly host: string; readonly problem: "not-a-host"; readonly reason: NotAHost };

/** Judges one line of a list; a line that is no host is an answer too, and the list goes on. */
export function scanLine(assessor: Assessor, text: string, nowMs: number): ScanLine {
  const host = parseHost(text);
  if (!host.ok) return { host: text.slice(0, ECHO_CHARS_MAX), problem: "not-a-host", reason: host.error };
  return { host: host.value.ascii, ...assessSeller(assessor, { host: host.value, path: [] }, nowMs) };
}
