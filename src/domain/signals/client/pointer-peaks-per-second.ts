import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerPeaksPerSecond: Signal<RequestFacts> = {
  name: "pointer.peaks_per_second",
  title: "How often the mouse speeds up and slows down in a second",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ peaksPerSecond }) => peaksPerSecond),
};
