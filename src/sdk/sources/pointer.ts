import type { PointerValue } from "../../domain/signals/client/observations.ts";
import { createPointerAggregate } from "../aggregates/pointer.ts";
import { listen } from "../listen.ts";
import type { Source } from "../observation.ts";

/** The mouse. Fingers and pens are watched by `touch`. */
export const pointerSource: Source<PointerValue> = ({ signal }) => {
  const aggregate = createPointerAggregate();
  listen(["pointermove", "pointerdown", "pointerup"], signal, (event) => {
    if (event.pointerType !== "mouse") return;
    if (event.type === "pointermove") aggregate.move(event.timeStamp, event.clientX, event.clientY);
    else if (event.type === "pointerdown") aggregate.press(event.timeStamp, event.clientX, event.clientY);
    else aggregate.release(event.timeStamp);
  });
  return { read: () => aggregate.read() };
};
