import { describe, expect, it } from "vitest";
import { firstOverlap, type Series, salesOfSeries } from "../../../src/domain/campaign/series.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import { termsOfFairWindow } from "../../../src/domain/terms/draw.ts";
import { DEFINITION } from "../sale/fixtures.ts";

const HOUR_MS = 3_600_000;
/** Friday noon in Berlin, three Fridays before clocks are set forward there. */
const NOON_MS = Date.parse("2027-03-12T11:00:00Z");
const FIRST: SaleDefinition = {
  ...DEFINITION,
  timeZone: "Europe/Berlin",
  opensAtMs: NOON_MS,
  closesAtMs: NOON_MS + 4 * HOUR_MS,
};
const series = (first: Partial<SaleDefinition> = {}, more: Partial<Series> = {}) =>
  salesOfSeries({ first: { ...FIRST, ...first }, days: 7, units: [10_000, 10_000, 15_000], ...more });
const iso = (atMs: number) => new Date(atMs).toISOString();

describe("a series of sales", () => {
  it("has the units that were asked for, and the terms of the first", () => {
    const sales = series();
    expect(sales[0]).toEqual({ ...FIRST, units: 10_000 });
    expect(sales.map(({ units }) => units)).toEqual([10_000, 10_000, 15_000]);
    expect(new Set(sales.map(({ title, sku, mode }) => `${title} ${sku} ${mode}`)).size).toBe(1);
  });

  it.each([
    [
      "Europe/Berlin",
      ["2027-03-12T11:00:00.000Z", "2027-03-19T11:00:00.000Z", "2027-03-26T11:00:00.000Z", "2027-04-02T10:00:00.000Z"],
    ],
    [
      "Asia/Kolkata",
      ["2027-03-12T11:00:00.000Z", "2027-03-19T11:00:00.000Z", "2027-03-26T11:00:00.000Z", "2027-04-02T11:00:00.000Z"],
    ],
    [
      undefined,
      ["2027-03-12T11:00:00.000Z", "2027-03-19T11:00:00.000Z", "2027-03-26T11:00:00.000Z", "2027-04-02T11:00:00.000Z"],
    ],
  ])("opens at the same hour by the clocks of %s, whenever they are set", (timeZone, opens) => {
    const sales = series({ timeZone }, { units: [1, 1, 1, 1] });
    expect(sales.map(({ opensAtMs }) => iso(opensAtMs))).toEqual(opens);
    expect(sales.map(({ opensAtMs, closesAtMs }) => closesAtMs - opensAtMs)).toEqual(opens.map(() => 4 * HOUR_MS));
  });

  it("moves registration, draw and dates of sending along", () => {
    const registration = { opensAtMs: NOON_MS - 48 * HOUR_MS, closesAtMs: NOON_MS - HOUR_MS, shards: 2 };
    const draw = { drawAtMs: NOON_MS, leadSeconds: 60, turnSeconds: 7200, weightMax: 4 };
    const waves = [{ units: 1, shipBy: "2027-03-30T21:59:59Z" }];
    const last = series({ registration, draw, waves, shipBy: "2027-03-20T22:59:59Z" }, { days: 28, units: [1, 1] })[1];
    expect(last).toMatchObject({
      registration: { opensAtMs: Date.parse("2027-04-07T10:00:00Z"), closesAtMs: Date.parse("2027-04-09T09:00:00Z") },
      draw: { drawAtMs: Date.parse("2027-04-09T10:00:00Z"), turnSeconds: 7200 },
      waves: [{ units: 1, shipBy: "2027-04-27T21:59:59.000Z" }],
      shipBy: "2027-04-17T21:59:59.000Z",
    });
  });

  it("has a fair window at each opening", () => {
    const fairWindow = { seconds: 10, admitPerSecond: 250 };
    const first = { fairWindow, ...termsOfFairWindow(NOON_MS, fairWindow, 4) };
    for (const { opensAtMs, registration, draw } of series(first)) {
      expect({ registration, draw }).toEqual(termsOfFairWindow(opensAtMs, fairWindow, 4));
    }
  });

  it("overlaps where one is open when the next opens, and not where it closes at that moment", () => {
    expect(firstOverlap(series())).toBeUndefined();
    expect(firstOverlap(series({ closesAtMs: NOON_MS + 24 * HOUR_MS }, { days: 1 }))).toBeUndefined();
    expect(firstOverlap(series({ closesAtMs: NOON_MS + 24 * HOUR_MS + 1 }, { days: 1 }))).toBe(0);
  });
});
