import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerRoughness: Signal<RequestFacts> = {
  name: "pointer.roughness",
  title: "How much of the variation of the mouse's speed is from one frame to the next",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ roughness }) => roughness),
};
