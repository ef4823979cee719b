import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

/** The first click has no place to have come from. */
const CLICKS_MIN = 2;

export const pointerJumpRatio: Signal<RequestFacts> = {
  name: "pointer.jump_ratio",
  title: "Share of the mouse's clicks elsewhere to which it jumped without moving",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  // A screen reader that clicks for somebody presses no button, and says nothing here.
  derive: ({ client }) => {
    const pointer = observed(client, "pointer");
    if (pointer === undefined || pointer.clicks < CLICKS_MIN || pointer.pressMs.n < CLICKS_MIN) return undefined;
    return pointer.clicksWithoutMove / (pointer.clicks - 1);
  },
};
