import type { Spread, StrokesValue } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** One or two strokes may be hasty or interrupted. */
const STROKES_MIN = 3;

/** How a measure of the pointer's strokes was distributed; `undefined` where too few strokes have it. */
export function spreadOfStrokes(
  reading: ClientReading,
  measure: (strokes: StrokesValue) => Spread,
): Spread | undefined {
  const strokes = observed(reading, "pointer")?.strokes;
  if (strokes === undefined) return undefined;
  const spread = measure(strokes);
  return spread.n < STROKES_MIN ? undefined : spread;
}

/** The median of such a measure. */
export function medianOfStrokes(
  reading: ClientReading,
  measure: (strokes: StrokesValue) => Spread,
): number | undefined {
  return spreadOfStrokes(reading, measure)?.p50;
}
