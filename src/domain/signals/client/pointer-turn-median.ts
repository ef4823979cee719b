import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";

export const pointerTurnMedian: Signal<RequestFacts> = {
  name: "pointer.turn_median",
  title: "Median change of the mouse's direction from frame to frame",
  type: "number",
  unit: "radians",
  privacy: "behaviour",
  derive: ({ client }) => movedPointer(client)?.turn.p50,
};
