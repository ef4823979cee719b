import type { RequestFacts, Signal } from "../signal.ts";
import type { Spread, StrokesValue } from "./observations.ts";
import { spreadOfStrokes } from "./spread-of-strokes.ts";

/** Measures of a stroke that lie between 0 and about 1. */
const MEASURES: readonly ((strokes: StrokesValue) => Spread)[] = [
  ({ onset }) => onset,
  ({ landing }) => landing,
  ({ slow }) => slow,
  ({ variation }) => variation,
];

/** No hand makes the same stroke twice; a program draws each stroke by one formula. */
export const pointerStrokeVariety: Signal<RequestFacts> = {
  name: "pointer.stroke_variety",
  title: "How much the mouse's strokes differ from each other in how they start, vary and land",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const spreads = MEASURES.flatMap((measure) => spreadOfStrokes(client, measure) ?? []);
    if (spreads.length < MEASURES.length) return undefined;
    return spreads.reduce((sum, { p10, p90 }) => sum + p90 - p10, 0);
  },
};
