import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";

export const pointerSpeedChangeHigh: Signal<RequestFacts> = {
  name: "pointer.speed_change_high",
  title: "Ninetieth percentile of the relative change of the mouse's speed",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => movedPointer(client)?.speedChange.p90,
};
