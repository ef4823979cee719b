import type { TouchValue } from "../../domain/signals/client/observations.ts";
import { createCadence } from "../aggregates/cadence.ts";
import type { Source } from "../observation.ts";

/** Fingers and pens on the screen. */
export const touchSource: Source<TouchValue> = ({ listen }) => {
  const pressMs = createCadence();
  const down = new Map<number, number>();
  let taps = 0;
  let moves = 0;
  listen(["pointermove", "pointerdown", "pointerup", "pointercancel"], (event) => {
    if (event.pointerType === "mouse") return;
    const { type, pointerId, timeStamp } = event;
    if (type === "pointermove") moves += 1;
    else if (type === "pointerdown") {
      taps += 1;
      down.set(pointerId, timeStamp);
    } else {
      const sinceMs = down.get(pointerId);
      // A cancelled press became a scroll; its length is the browser's, not the finger's.
      if (sinceMs !== undefined && type === "pointerup") pressMs.add(timeStamp - sinceMs);
      down.delete(pointerId);
    }
  });
  return { read: () => (taps + moves === 0 ? undefined : { taps, moves, pressMs: pressMs.spread() }) };
};
