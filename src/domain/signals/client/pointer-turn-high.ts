import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";

export const pointerTurnHigh: Signal<RequestFacts> = {
  name: "pointer.turn_high",
  title: "Ninetieth percentile of the change of the mouse's direction",
  type: "number",
  unit: "radians",
  privacy: "behaviour",
  derive: ({ client }) => movedPointer(client)?.turn.p90,
};
