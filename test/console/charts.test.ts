import { describe, expect, it } from "vitest";
import { evenSeries, seriesEndMs } from "../../src/console/charts/even-series.ts";
import { share } from "../../src/console/charts/share.ts";
import { AREA_HEIGHT, AREA_WIDTH, stackedArea } from "../../src/console/charts/stacked-area.ts";

const NONE = { allow: 0, challenge: 0, review: 0, deny: 0 };

describe("evenSeries", () => {
  it("fills seconds without attempts with zeros, up to now", () => {
    const points = [
      { ...NONE, atMs: 10_000, allow: 2 },
      { ...NONE, atMs: 13_000, deny: 1 },
    ];
    expect(evenSeries(points, 14_500)).toEqual([
      { ...NONE, atMs: 10_000, allow: 2 },
      { ...NONE, atMs: 11_000 },
      { ...NONE, atMs: 12_000 },
      { ...NONE, atMs: 13_000, deny: 1 },
      { ...NONE, atMs: 14_000 },
    ]);
  });

  it("counts every attempt once, in at most 60 intervals", () => {
    const points = Array.from({ length: 600 }, (_, second) => ({
      ...NONE,
      atMs: 7000 + second * 1000,
      allow: 1,
      deny: 2,
    }));
    const even = evenSeries(points, 607_000);
    expect(even.length).toBeLessThanOrEqual(60);
    expect(even.reduce((sum, { allow }) => sum + allow, 0)).toBe(600);
    expect(even.reduce((sum, { deny }) => sum + deny, 0)).toBe(1200);
  });

  it("ends at the moment that it is asked for, however long it was quiet, and never before an attempt", () => {
    const point = { ...NONE, atMs: 1000, allow: 1 };
    const quiet = evenSeries([point], 9_000_000);
    expect(seriesEndMs(quiet)).toBe(9_001_000);
    expect(quiet.reduce((sum, { allow }) => sum + allow, 0)).toBe(1);
    expect(evenSeries([point], 0)).toEqual([point]);
  });

  it("is empty without attempts", () => {
    expect(evenSeries([], 1000)).toEqual([]);
  });
});

describe("stackedArea", () => {
  it("stacks from a zero baseline, each verdict on the one before", () => {
    const { attemptsMax, paths } = stackedArea([
      { ...NONE, atMs: 0, allow: 2, deny: 2 },
      { ...NONE, atMs: 1000, allow: 4 },
    ]);
    expect(attemptsMax).toBe(4);
    expect(paths.allow).toBe("M0,110L500,110L500,0L1000,0L1000,220L500,220L500,220L0,220Z");
    expect(paths.deny).toBe("M0,0L500,0L500,0L1000,0L1000,0L500,0L500,110L0,110Z");
  });

  it("draws a single interval over the full width", () => {
    expect(stackedArea([{ ...NONE, atMs: 0, allow: 2 }]).paths.allow).toBe(
      `M0,0L${AREA_WIDTH},0L${AREA_WIDTH},${AREA_HEIGHT}L0,${AREA_HEIGHT}Z`,
    );
  });

  it.each([
    [0, 2],
    [3, 4],
    [11, 12],
    [95, 100],
    [2047, 2400],
  ])("for %i attempts at most, the axis ends at %i", (attempts, top) => {
    const { attemptsMax } = stackedArea([{ ...NONE, atMs: 0, allow: attempts }]);
    expect([attemptsMax, (attemptsMax / 2) % 1]).toEqual([top, 0]);
  });
});

describe("share", () => {
  it.each([
    [1, 3, "33.33%"],
    [0, 5, "0%"],
    [5, 5, "100%"],
    [0, 0, "0%"],
  ])("of %i in %i is %s", (part, whole, length) => {
    expect(share(part, whole)).toBe(length);
  });
});
