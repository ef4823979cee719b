import type { RequestFacts, Signal } from "../signal.ts";
import { observed } from "./observed.ts";

export const touchTaps: Signal<RequestFacts> = {
  name: "touch.taps",
  title: "Taps on the screen",
  type: "number",
  unit: "count",
  privacy: "behaviour",
  derive: ({ client }) => observed(client, "touch")?.taps,
};
