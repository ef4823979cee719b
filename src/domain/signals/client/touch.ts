import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** One or two taps may be strokes of a thumb. */
const TAPS_MIN = 3;

/** How the screen was touched. */
export const TOUCH: readonly Signal<RequestFacts>[] = [
  {
    name: "touch.taps",
    title: "Taps on the screen",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "touch")?.taps,
  },
  {
    name: "touch.press_ms_median",
    title: "Median time that a finger stayed on the screen",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ client }) => {
      const touch = observed(client, "touch");
      return touch !== undefined && touch.pressMs.n >= TAPS_MIN ? touch.pressMs.p50 : undefined;
    },
  },
  {
    name: "environment.touch_points",
    title: "Fingers that the screen can tell apart",
    type: "number",
    unit: "count",
    privacy: "attribute",
    derive: ({ client }) => observed(client, "environment")?.touchPoints,
  },
];
