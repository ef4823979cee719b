import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const environmentTouchPoints: Signal<RequestFacts> = {
  name: "environment.touch_points",
  title: "Fingers that the screen can tell apart",
  type: "number",
  unit: "count",
  privacy: "attribute",
  derive: ({ client }) => observed(client, "environment")?.touchPoints,
};
