const FULL: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };
const DAY: Intl.DateTimeFormatOptions = { dateStyle: "long" };
const CLOCK: Intl.DateTimeFormatOptions = { timeStyle: "medium" };

/** How much of a moment is written: date and time, the day alone, the time of day, or the time of day where the zone stands beside it. */
export const MOMENT_STYLES = ["full", "day", "clock", "bare"] as const;
export type MomentStyle = (typeof MOMENT_STYLES)[number];

/**
 * A moment with the name of its zone: "23 Nov 2026, 05:33:41 UTC". The server writes UTC; script in the page writes it
 * again in the reader's own zone with the same function.
 */
export function momentWords(atMs: number, style: MomentStyle, timeZone = "UTC"): string {
  const parts = style === "full" ? FULL : style === "day" ? DAY : CLOCK;
  const format = new Intl.DateTimeFormat("en-GB", { ...parts, timeZone });
  return style === "bare" || style === "day"
    ? format.format(atMs)
    : `${format.format(atMs)} ${zoneName(atMs, timeZone)}`;
}

/** The short name of a zone at a moment, for example `UTC`, `CET` or `GMT+5:30`. */
export function zoneName(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(atMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
