import type { RequestFacts, Signal } from "../signal.ts";
import { spreadOfStrokes } from "./spread-of-strokes.ts";

export const pointerSlowHigh: Signal<RequestFacts> = {
  name: "pointer.slow_high",
  title: "Share of time in which the slowest of the mouse's strokes are slow",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => spreadOfStrokes(client, ({ slow }) => slow)?.p90,
};
