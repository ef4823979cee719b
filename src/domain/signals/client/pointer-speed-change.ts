import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";

export const pointerSpeedChange: Signal<RequestFacts> = {
  name: "pointer.speed_change",
  title: "Median relative change of the mouse's speed from frame to frame",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => movedPointer(client)?.speedChange.p50,
};
