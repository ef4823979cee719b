const FULL: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };
const CLOCK: Intl.DateTimeFormatOptions = { timeStyle: "medium" };

/** How much of a moment is written: the whole date, or the time of day only. */
export type MomentStyle = "full" | "clock";

/**
 * A moment with the name of its zone: "23 Nov 2026, 05:33:41 UTC". The server writes UTC; script in the page writes it
 * again in the reader's own zone with the same function.
 */
export function momentWords(atMs: number, style: MomentStyle, timeZone = "UTC"): string {
  const format = new Intl.DateTimeFormat("en-GB", { ...(style === "full" ? FULL : CLOCK), timeZone });
  return `${format.format(atMs)} ${zoneName(atMs, timeZone)}`;
}

function zoneName(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(atMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
