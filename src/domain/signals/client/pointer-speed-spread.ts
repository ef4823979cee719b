import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";
import { relativeSpread } from "./relative-spread.ts";

export const pointerSpeedSpread: Signal<RequestFacts> = {
  name: "pointer.speed_spread",
  title: "Spread of the mouse's speed relative to its median",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const pointer = movedPointer(client);
    return pointer === undefined ? undefined : relativeSpread(pointer.speed);
  },
};
