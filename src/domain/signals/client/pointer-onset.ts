import type { RequestFacts, Signal } from "../signal.ts";
import { medianOfStrokes } from "./median-of-strokes.ts";

export const pointerOnset: Signal<RequestFacts> = {
  name: "pointer.onset",
  title: "Speed at the start of the mouse's strokes over their highest",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => medianOfStrokes(client, ({ onset }) => onset),
};
