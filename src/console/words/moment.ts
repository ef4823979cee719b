/** How much of a moment is written: date and time, the day alone, the time of day, or day and time where the zone stands beside them. */
export const MOMENT_STYLES = ["full", "day", "clock", "bare"] as const;
export type MomentStyle = (typeof MOMENT_STYLES)[number];

const PARTS: { readonly [style in MomentStyle]: Intl.DateTimeFormatOptions } = {
  full: { dateStyle: "medium", timeStyle: "medium" },
  day: { dateStyle: "long" },
  clock: { timeStyle: "medium" },
  // No year: nothing that is listed or drawn by the moment is kept for one.
  bare: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/**
 * A moment with the name of its zone: "23 Nov 2026, 05:33:41 UTC". The server writes UTC; script in the page writes it
 * again in the reader's own zone with the same function.
 */
export function momentWords(atMs: number, style: MomentStyle, timeZone = "UTC"): string {
  const format = new Intl.DateTimeFormat("en-GB", { ...PARTS[style], timeZone });
  return style === "bare" || style === "day"
    ? format.format(atMs)
    : `${format.format(atMs)} ${zoneName(atMs, timeZone)}`;
}

/** The short name of a zone at a moment, for example `UTC`, `CET` or `GMT+5:30`. */
export function zoneName(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "short" }).formatToParts(atMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
