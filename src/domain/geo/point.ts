/** A point on the earth in degrees, north and east of zero. */
export type Point = { readonly lat: number; readonly lon: number };

const KM_PER_DEGREE = 111.195;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** The way between two points as the crow flies, in kilometres, on a sphere (the haversine formula). */
export function distanceKm(a: Point, b: Point): number {
  const half = (degrees: number) => Math.sin((degrees * RADIANS_PER_DEGREE) / 2) ** 2;
  const cosines = Math.cos(a.lat * RADIANS_PER_DEGREE) * Math.cos(b.lat * RADIANS_PER_DEGREE);
  const chord = Math.min(1, half(b.lat - a.lat) + cosines * half(b.lon - a.lon));
  return ((2 * Math.asin(Math.sqrt(chord))) / RADIANS_PER_DEGREE) * KM_PER_DEGREE;
}
