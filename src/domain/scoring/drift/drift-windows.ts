import { err, ok, type Result } from "../../result.ts";

/** A span of time, from its first moment up to its end, which is outside. */
export type TimeWindow = { readonly fromMs: number; readonly toMs: number };

/** Windows to compare, each end as text in RFC 3339; empty or left out means the default. */
export type AskedWindows = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly referenceFrom?: string | undefined;
  readonly referenceTo?: string | undefined;
};

/** The window to look at, and the one to compare with; without it, the training. */
export type DriftWindows = { readonly current: TimeWindow; readonly reference?: TimeWindow | undefined };

export type WindowFault = { readonly name: keyof AskedWindows; readonly detail: string };

/** The default window: the last week. */
const USUAL_MS = 7 * 24 * 3600 * 1000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads the windows of a drift report: all faults at once. */
export function parseDriftWindows(asked: AskedWindows, nowMs: number): Result<DriftWindows, readonly WindowFault[]> {
  const faults: WindowFault[] = [];
  const moment = (name: keyof AskedWindows): number | undefined => {
    const text = asked[name];
    if (text === undefined || text === "") return undefined;
    const atMs = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(atMs)) faults.push({ name, detail: "must be a moment such as 2026-12-01T08:30:00Z" });
    return atMs;
  };
  const toMs = moment("to") ?? nowMs;
  const fromMs = moment("from") ?? toMs - USUAL_MS;
  const [referenceFromMs, referenceToMs] = [moment("referenceFrom"), moment("referenceTo")];
  if (fromMs >= toMs) faults.push({ name: "from", detail: "must be before to" });
  if (referenceFromMs === undefined && referenceToMs === undefined) {
    return faults.length > 0 ? err(faults) : ok({ current: { fromMs, toMs } });
  }
  if (referenceFromMs === undefined) faults.push({ name: "referenceFrom", detail: "is needed with referenceTo" });
  else if (referenceFromMs >= (referenceToMs ?? fromMs)) {
    faults.push({ name: "referenceFrom", detail: "must be before the end of the reference" });
  }
  if (faults.length > 0 || referenceFromMs === undefined) return err(faults);
  return ok({ current: { fromMs, toMs }, reference: { fromMs: referenceFromMs, toMs: referenceToMs ?? fromMs } });
}
