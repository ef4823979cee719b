import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pointerCurvatureSpeed: Signal<RequestFacts> = {
  name: "pointer.curvature_speed",
  title: "Correlation of curvature and speed of the mouse",
  type: "number",
  unit: "correlation",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "pointer")?.curvatureSpeed,
};
