import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** Fewer may hit the centre by chance. */
const CLICKS_MIN = 3;

export const pointerCentreClickRatio: Signal<RequestFacts> = {
  name: "pointer.centre_click_ratio",
  title: "Share of mouse clicks on the exact centre of what was clicked",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const pointer = observed(client, "pointer");
    return pointer !== undefined && pointer.clicks >= CLICKS_MIN ? pointer.centreClicks / pointer.clicks : undefined;
  },
};
