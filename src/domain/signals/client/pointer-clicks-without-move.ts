import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pointerClicksWithoutMove: Signal<RequestFacts> = {
  name: "pointer.clicks_without_move",
  title: "Clicks to which the mouse jumped without moving",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "pointer")?.clicksWithoutMove,
};
