/** A moment as clocks on a wall show it. Months are counted from 1. */
export type LocalTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

const DAY_MS = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a text names a time zone of the IANA database, such as `Asia/Kolkata`. An offset such as `+05:30` is none. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(text)) return false;
  try {
    formatOf(text);
    return true;
  } catch {
    return false;
  }
}

/** @param zone one that `isTimeZone` knows */
export function localTimeOf(atMs: number, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

/**
 * The moment at which clocks of a zone show a time. Where they show it twice, as in autumn, the first; where they leave it out, as in
 * spring, as much later as they are set, which is how `Temporal` reads it (`compatible`). A day that does not exist runs over into the
 * next month, as in `Date.UTC`.
 * @returns milliseconds since the epoch
 */
export function momentOf(local: LocalTime, zone: string): number {
  const wallMs = wallMsOf(local);
  const before = wallMs - offsetMs(wallMs - DAY_MS, zone);
  const after = wallMs - offsetMs(wallMs + DAY_MS, zone);
  const shown = [before, after].toSorted((a, b) => a - b).find((atMs) => wallMsOf(localTimeOf(atMs, zone)) === wallMs);
  return shown ?? before;
}

/** The last second of the day that comes so many days after the day of a moment, by the clocks of a zone. */
export function endOfDayAfter(atMs: number, days: number, zone: string): number {
  const { year, month, day } = localTimeOf(atMs, zone);
  return momentOf({ year, month, day: day + days + 1, hour: 0, minute: 0, second: 0 }, zone) - 1000;
}

/** The moment some days later, or earlier, at which clocks of a zone show the same time: noon stays noon when clocks are set. */
export function daysLater(atMs: number, days: number, zone: string): number {
  const { day, ...local } = localTimeOf(atMs, zone);
  return momentOf({ ...local, day: day + days }, zone) + (atMs % 1000);
}

function wallMsOf({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far the clocks of a zone are before UTC at a moment. */
function offsetMs(atMs: number, zone: string): number {
  return wallMsOf(localTimeOf(atMs, zone)) - Math.floor(atMs / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}
