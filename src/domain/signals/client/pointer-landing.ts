import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerLanding: Signal<RequestFacts> = {
  name: "pointer.landing",
  title: "Speed at the end of the mouse's strokes over their highest",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ landing }) => landing),
};
