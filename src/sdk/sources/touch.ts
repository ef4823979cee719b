import type { TouchValue } from "../../domain/signals/client/observations.ts";
import { createCadence } from "../aggregates/cadence.ts";
import { createContact } from "../aggregates/contact.ts";
import type { Source } from "../observation.ts";

/** Fingers and pens on the screen. */
export const touchSource: Source<TouchValue> = ({ listen }) => {
  const pressMs = createCadence();
  const contact = createContact();
  const down = new Map<number, number>();
  let [taps, moves, untrusted] = [0, 0, 0];
  listen(["pointermove", "pointerdown", "pointerup", "pointercancel"], (event) => {
    if (event.pointerType === "mouse") return;
    const { type, pointerId, timeStamp, clientX: x, clientY: y } = event;
    if (type === "pointermove") {
      moves += 1;
      contact.move(pointerId, { x, y });
    } else if (type === "pointerdown") {
      taps += 1;
      if (!event.isTrusted) untrusted += 1;
      down.set(pointerId, timeStamp);
      const { width, height, pressure } = event;
      contact.press(pointerId, { x, y, width, height, pressure });
    } else {
      const sinceMs = down.get(pointerId);
      // A cancelled press became a scroll; its length is the browser's, not the finger's.
      if (sinceMs !== undefined && type === "pointerup") pressMs.add(timeStamp - sinceMs);
      contact.end(pointerId, type === "pointercancel");
      down.delete(pointerId);
    }
  });
  return {
    read: () =>
      taps + moves === 0
        ? undefined
        : { taps, moves, pressMs: pressMs.spread(), contact: { ...contact.read(), untrusted } },
  };
};
