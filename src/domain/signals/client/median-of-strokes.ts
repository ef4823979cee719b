import type { Spread, StrokesValue } from "./observations.ts";
import type { ClientReading } from "./reading.ts";
import { spreadOfStrokes } from "./spread-of-strokes.ts";

/** The median of a measure of the pointer's strokes; `undefined` where too few strokes have it. */
export function medianOfStrokes(
  reading: ClientReading,
  measure: (strokes: StrokesValue) => Spread,
): number | undefined {
  return spreadOfStrokes(reading, measure)?.p50;
}
