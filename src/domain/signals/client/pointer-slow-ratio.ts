import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerSlowRatio: Signal<RequestFacts> = {
  name: "pointer.slow_ratio",
  title: "Share of the time of the mouse's strokes in which they are slow",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ slow }) => slow),
};
