import type { Spread, StrokesValue } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** One or two strokes may be hasty or interrupted. */
const STROKES_MIN = 3;

/** The median of a measure of the pointer's strokes; `undefined` where too few strokes have it. */
export function medianOfStrokes(
  reading: ClientReading,
  measure: (strokes: StrokesValue) => Spread,
): number | undefined {
  const strokes = observed(reading, "pointer")?.strokes;
  if (strokes === undefined) return undefined;
  const { n, p50 } = measure(strokes);
  return n < STROKES_MIN ? undefined : p50;
}
