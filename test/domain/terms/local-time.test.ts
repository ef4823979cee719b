import { describe, expect, it } from "vitest";
import { endOfDayAfter, isTimeZone, localTimeOf, momentOf } from "../../../src/domain/terms/local-time.ts";

const at = (text: string) => {
  const [date = "", time = "00:00"] = text.split(" ");
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { year, month, day, hour, minute, second: 0 };
};
const utc = (ms: number) => new Date(ms).toISOString();

describe("a time zone", () => {
  it.each(["Asia/Kolkata", "Europe/Berlin", "UTC", "Etc/GMT+5"])("may be %s", (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });

  it.each(["", "+05:30", "Asia/Nowhere", "IST/India", "../etc", "Asia/Kolkata "])("is not %j", (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});

describe("the moment at which clocks show a time", () => {
  it.each([
    ["a zone that keeps one time", "2026-12-04 12:00", "Asia/Kolkata", "2026-12-04T06:30:00.000Z"],
    ["winter", "2026-01-02 12:00", "Europe/Berlin", "2026-01-02T11:00:00.000Z"],
    ["summer", "2026-07-03 12:00", "Europe/Berlin", "2026-07-03T10:00:00.000Z"],
    ["an hour that comes twice: the first", "2026-10-25 02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["an hour that is left out: as much later", "2026-03-29 02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["a midnight that is left out", "2026-04-24 00:00", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
    ["a day that runs over", "2026-02-30 00:00", "UTC", "2026-03-02T00:00:00.000Z"],
    ["a zone that is set by half an hour", "2026-10-04 12:00", "Australia/Lord_Howe", "2026-10-04T01:00:00.000Z"],
  ])("is right in %s", (_, local, zone, moment) => {
    expect(utc(momentOf(at(local), zone))).toBe(moment);
  });

  it("is told by the clocks again, at every hour of two years in zones that are set in their own ways", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo"]) {
      for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2028, 0, 1); ms += 13 * 3_600_000) {
        const again = momentOf(localTimeOf(ms, zone), zone);
        // An hour that comes twice is told from its first time.
        expect([0, 3_600_000, 1_800_000]).toContain(ms - again);
      }
    }
  });
});

describe("the end of a day that comes so many days later", () => {
  it.each([
    [
      "counts from the day by the zone's own clocks",
      "2026-12-04T19:00:00Z",
      5,
      "Asia/Kolkata",
      "2026-12-10T18:29:59.000Z",
    ],
    ["and not by those of UTC", "2026-12-04T18:00:00Z", 5, "Asia/Kolkata", "2026-12-09T18:29:59.000Z"],
    [
      "has 23 hours where clocks are set forward",
      "2026-03-28T11:00:00Z",
      1,
      "Europe/Berlin",
      "2026-03-29T21:59:59.000Z",
    ],
    ["has 25 where they are set back", "2026-10-24T10:00:00Z", 1, "Europe/Berlin", "2026-10-25T22:59:59.000Z"],
    ["crosses a year", "2026-12-30T12:00:00Z", 5, "UTC", "2027-01-04T23:59:59.000Z"],
  ])("%s", (_, from, days, zone, end) => {
    expect(utc(endOfDayAfter(Date.parse(from), days, zone))).toBe(end);
  });
});
