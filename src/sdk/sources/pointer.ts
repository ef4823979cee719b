import type { PointerValue } from "../../domain/signals/client/observations.ts";
import { createPointerAggregate } from "../aggregates/pointer.ts";
import type { Source } from "../observation.ts";

/** Rounding to whole pixels moves a place by up to half of one in each direction, twice. */
const CENTRE_PX = 1;

/** The mouse. Fingers and pens are watched by `touch`. */
export const pointerSource: Source<PointerValue> = ({ listen }) => {
  const aggregate = createPointerAggregate();
  listen(["pointermove", "pointerdown", "pointerup"], (event) => {
    if (event.pointerType !== "mouse") return;
    const { type, timeStamp: tMs, clientX: x, clientY: y } = event;
    if (type === "pointermove") aggregate.move(tMs, x, y);
    else if (type === "pointerdown") aggregate.press({ tMs, x, y, centred: isCentred(event) });
    else aggregate.release(tMs);
  });
  return { read: () => aggregate.read() };
};

/** Programs click what they found in the middle; a hand hits that pixel once in a while. */
function isCentred({ target, clientX, clientY }: PointerEvent): boolean {
  if (!(target instanceof Element)) return false;
  const { left, top, width, height } = target.getBoundingClientRect();
  return Math.max(Math.abs(clientX - left - width / 2), Math.abs(clientY - top - height / 2)) <= CENTRE_PX;
}
