import type { Point } from "./point.ts";

/** Countries of which there is a table of postal codes, `/postal-codes/<country>.txt`. */
export const POSTAL_COUNTRIES = ["IN"] as const;
export type PostalCountry = (typeof POSTAL_COUNTRIES)[number];

/** So many first digits of a code that is not in the table still say where it is. */
const PREFIX_CHARS_MIN = 3;
const CENTIDEGREES = 100;

/** Where a postal code is: its own point, or the middle of the codes that begin like it. */
export type Located = { readonly point: Point; readonly by: "code" | "prefix" };

/**
 * Finds a postal code in the table of a country: lines of one length in the order of their codes, each a code, the latitude and the
 * longitude in hundredths of a degree, such as `400001 +1895 +07281`. Lines of one length are found by halves, so that the table
 * is never taken apart.
 * @param code without spaces
 */
export function locateCode(table: string, code: string): Located | undefined {
  const lineChars = table.indexOf("\n") + 1;
  const codeChars = table.indexOf(" ");
  if (lineChars === 0 || codeChars < PREFIX_CHARS_MIN || code.length > codeChars) return undefined;
  for (let chars = code.length; chars >= PREFIX_CHARS_MIN; chars -= 1) {
    const prefix = code.slice(0, chars);
    const from = firstLine(table, lineChars, (line) => line.slice(0, chars) >= prefix);
    const to = firstLine(table, lineChars, (line) => line.slice(0, chars) > prefix);
    if (to > from)
      return { point: middle(table, lineChars, { from, to }), by: chars === codeChars ? "code" : "prefix" };
  }
  return undefined;
}

/** The first line of which something holds that holds of all after it. */
function firstLine(table: string, lineChars: number, holds: (line: string) => boolean): number {
  let [low, high] = [0, Math.floor(table.length / lineChars)];
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (holds(table.slice(mid * lineChars, (mid + 1) * lineChars))) high = mid;
    else low = mid + 1;
  }
  return low;
}

function middle(table: string, lineChars: number, { from, to }: { readonly from: number; readonly to: number }): Point {
  let [lat, lon] = [0, 0];
  for (let line = from; line < to; line += 1) {
    const [, north, east] = table.slice(line * lineChars, (line + 1) * lineChars).split(" ");
    lat += Number(north);
    lon += Number(east);
  }
  const all = (to - from) * CENTIDEGREES;
  return { lat: lat / all, lon: lon / all };
}
