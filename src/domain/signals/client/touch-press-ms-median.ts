import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** One or two taps may be strokes of a thumb. */
const TAPS_MIN = 3;

export const touchPressMsMedian: Signal<RequestFacts> = {
  name: "touch.press_ms_median",
  title: "Median time that a finger stayed on the screen",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ client }) => {
    const touch = observed(client, "touch");
    return touch !== undefined && touch.pressMs.n >= TAPS_MIN ? touch.pressMs.p50 : undefined;
  },
};
