import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceKm } from "../../../src/domain/geo/point.ts";
import { locateCode, POSTAL_COUNTRIES } from "../../../src/domain/geo/postal-table.ts";

const TABLE = "400001 +1895 +07281\n400005 +1891 +07283\n400050 +1906 +07284\n560001 -1297 -17759\n";

describe("locateCode", () => {
  it.each([
    ["400001", 18.95, 72.81, "code"],
    ["560001", -12.97, -177.59, "code"],
    ["400002", 18.93, 72.82, "prefix"],
    ["400099", 18.973_333, 72.826_667, "prefix"],
    ["5600", -12.97, -177.59, "prefix"],
  ])("finds %s", (code, lat, lon, by) => {
    expect(locateCode(TABLE, code)).toEqual({
      point: { lat: expect.closeTo(lat, 5), lon: expect.closeTo(lon, 5) },
      by,
    });
  });

  it.each(["999999", "40", "", "4000011", "000001", "561999"])("knows nothing of %j", (code) => {
    expect(locateCode(TABLE, code)).toBeUndefined();
  });

  it("knows nothing from an empty table", () => {
    expect(locateCode("", "400001")).toBeUndefined();
  });

  it("finds every code of a table where a reading of all its lines does", () => {
    const code = fc.integer({ min: 100_000, max: 999_999 }).map(String);
    const points = fc.record({
      lat: fc.integer({ min: -9000, max: 9000 }),
      lon: fc.integer({ min: -18_000, max: 18_000 }),
    });
    const sign = (value: number, digits: number) =>
      `${value < 0 ? "-" : "+"}${String(Math.abs(value)).padStart(digits, "0")}`;
    fc.assert(
      fc.property(fc.dictionary(code, points, { minKeys: 1 }), code, (codes, other) => {
        const table = Object.keys(codes)
          .sort()
          .map((each) => `${each} ${sign(codes[each]?.lat ?? 0, 4)} ${sign(codes[each]?.lon ?? 0, 5)}\n`)
          .join("");
        for (const [each, { lat, lon }] of Object.entries(codes)) {
          const point = { lat: expect.closeTo(lat / 100), lon: expect.closeTo(lon / 100) };
          expect(locateCode(table, each)).toEqual({ point, by: "code" });
        }
        const isNear = Object.keys(codes).some((each) => each.startsWith(other.slice(0, 3)));
        expect(locateCode(table, other) !== undefined).toBe(isNear);
      }),
    );
  });
});

describe.each(POSTAL_COUNTRIES)("the table of %s", (country) => {
  const table = readFileSync(`src/assets/postal-codes/${country}.txt`, "utf8");

  it("has lines of one length in the order of their codes, each a point on earth", () => {
    const lines = table.split("\n").slice(0, -1);
    expect(table.endsWith("\n")).toBe(true);
    expect(lines.length).toBeGreaterThan(1000);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines).toEqual(
      [...new Set(lines.map((line) => line.split(" ")[0] ?? ""))]
        .sort()
        .map((code, at) => `${code}${lines[at]?.slice(code.length)}`),
    );
    expect(lines.filter((line) => !/^[A-Z0-9]+ [+-]\d{4} [+-]\d{5}$/.test(line))).toEqual([]);
  });
});

it("knows where towns of India are, within what its source can", () => {
  const table = readFileSync("src/assets/postal-codes/IN.txt", "utf8");
  const towns = [
    ["110001", { lat: 28.63, lon: 77.22 }],
    ["400001", { lat: 18.94, lon: 72.83 }],
    ["560001", { lat: 12.98, lon: 77.59 }],
    ["600001", { lat: 13.09, lon: 80.28 }],
    ["682555", { lat: 10.57, lon: 72.64 }],
  ] as const;
  for (const [code, point] of towns) {
    const located = locateCode(table, code);
    expect(located && distanceKm(located.point, point), code).toBeLessThan(60);
  }
});

describe("distanceKm", () => {
  it.each([
    [{ lat: 0, lon: 0 }, { lat: 0, lon: 180 }, 20_015],
    [{ lat: 19.07, lon: 72.87 }, { lat: 28.61, lon: 77.2 }, 1151],
    [{ lat: 10, lon: 179.9 }, { lat: 10, lon: -179.9 }, 21.9],
  ])("from %j to %j", (a, b, km) => {
    expect(Math.abs(distanceKm(a, b) - km) / km).toBeLessThan(0.005);
    expect(distanceKm(a, b)).toBe(distanceKm(b, a));
    expect(distanceKm(a, a)).toBe(0);
  });
});
