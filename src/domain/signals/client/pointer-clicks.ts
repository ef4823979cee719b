import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const pointerClicks: Signal<RequestFacts> = {
  name: "pointer.clicks",
  title: "Mouse clicks",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "pointer")?.clicks,
};
