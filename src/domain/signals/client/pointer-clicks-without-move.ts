import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pointerClicksWithoutMove: Signal<RequestFacts> = {
  name: "pointer.clicks_without_move",
  title: "Clicks for which the mouse had not moved",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "pointer")?.clicksWithoutMove,
};
