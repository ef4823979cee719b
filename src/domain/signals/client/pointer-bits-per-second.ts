import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerBitsPerSecond: Signal<RequestFacts> = {
  name: "pointer.bits_per_second",
  title: "Difficulty of the mouse's strokes over their time (Fitts)",
  type: "number",
  unit: "bits",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ bitsPerSecond }) => bitsPerSecond),
};
