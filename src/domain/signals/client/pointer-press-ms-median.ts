import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pointerPressMsMedian: Signal<RequestFacts> = {
  name: "pointer.press_ms_median",
  title: "Median time from press to release of a mouse button",
  type: "number",
  unit: "ms",
  privacy: "behaviour",
  derive: ({ client }) => {
    const pointer = observed(client, "pointer");
    return pointer !== undefined && pointer.pressMs.n > 0 ? pointer.pressMs.p50 : undefined;
  },
};
