import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";

export const pointerPathEfficiency: Signal<RequestFacts> = {
  name: "pointer.path_efficiency",
  title: "Straight distance over travelled distance of the mouse's strokes",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const pointer = movedPointer(client);
    return pointer !== undefined && pointer.pathPx > 0 ? Math.min(1, pointer.directPx / pointer.pathPx) : undefined;
  },
};
