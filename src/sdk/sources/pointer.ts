import type { PointerValue } from "../../domain/signals/client/observations.ts";
import { createDispatch } from "../aggregates/dispatch.ts";
import { createPointerAggregate } from "../aggregates/pointer.ts";
import type { Source } from "../observation.ts";

/** Rounding to whole pixels moves a place by up to half of one in each direction, twice. */
const CENTRE_PX = 1;
/** Mice report a thousand times a second: after so many updates a page is not called for each any more. */
const RAW_UPDATES_MAX = 1_000;

/** The mouse. Fingers and pens are watched by `touch`. */
export const pointerSource: Source<PointerValue> = ({ listen, signal }) => {
  const aggregate = createPointerAggregate();
  const dispatch = createDispatch();
  const raw = "onpointerrawupdate" in window ? { updates: 0, moves: 0 } : undefined;
  if (raw !== undefined) countRaw(raw, signal);
  listen(["pointermove", "pointerdown", "pointerup"], (event) => {
    if (event.pointerType !== "mouse") return;
    const { type, timeStamp: tMs, clientX: x, clientY: y, isTrusted } = event;
    if (type === "pointermove") {
      aggregate.move(tMs, x, y);
      const { movementX, movementY } = event;
      dispatch.move({ x, y, movementX, movementY, isTrusted, coalesced: event.getCoalescedEvents?.().length });
      if (raw !== undefined && raw.updates < RAW_UPDATES_MAX) raw.moves += 1;
    } else if (type === "pointerdown") {
      const centred = isCentred(event);
      aggregate.press({ tMs, x, y, centred });
      dispatch.press(centred, isTrusted);
    } else aggregate.release(tMs);
  });
  return {
    read() {
      const value = aggregate.read();
      return value && { ...value, dispatch: { ...dispatch.read(), ...(raw && { raw }) } };
    },
  };
};

/** Positions as the device reports them, before the browser gathers those of a frame. */
function countRaw(raw: { updates: number }, signal: AbortSignal) {
  const enough = new AbortController();
  addEventListener(
    "pointerrawupdate",
    (event) => {
      if (event instanceof PointerEvent && event.pointerType === "mouse") raw.updates += 1;
      if (raw.updates === RAW_UPDATES_MAX) enough.abort();
    },
    { capture: true, passive: true, signal: AbortSignal.any([signal, enough.signal]) },
  );
}

/** Programs click what they found in the middle; a hand hits that pixel once in a while. */
function isCentred({ target, clientX, clientY }: PointerEvent): boolean {
  if (!(target instanceof Element)) return false;
  const { left, top, width, height } = target.getBoundingClientRect();
  return Math.max(Math.abs(clientX - left - width / 2), Math.abs(clientY - top - height / 2)) <= CENTRE_PX;
}
