/** A part of a whole as an SVG length: share(1, 3) is "33.33%". Nothing of nothing is nothing. */
export function share(part: number, whole: number): string {
  return whole <= 0 ? "0%" : `${Math.round((part / whole) * 10_000) / 100}%`;
}
