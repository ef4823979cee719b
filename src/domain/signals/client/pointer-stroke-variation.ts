import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerStrokeVariation: Signal<RequestFacts> = {
  name: "pointer.stroke_variation",
  title: "How much the speed of the mouse varies within a stroke",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ variation }) => variation),
};
