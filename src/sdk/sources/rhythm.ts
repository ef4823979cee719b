import type { RHYTHM_GAPS_MAX, RhythmValue } from "../../domain/signals/client/observations.ts";
import { isOwnKey } from "../key-event.ts";
import type { Source } from "../observation.ts";

/** The type makes the compiler hold this equal to what the service accepts. */
const GAPS_MAX: typeof RHYTHM_GAPS_MAX = 48;
/** Presses before the visit arrived are kept too, until it is known when that was. */
const PRESSES_MAX = 512;

/** When keys, buttons and the screen were pressed, as gaps in whole milliseconds: what a recorded session repeats exactly. */
export const rhythmSource: Source<RhythmValue> = ({ listen }) => {
  const pressesMs: number[] = [];
  listen(["keydown", "pointerdown"], (event) => {
    const counts = event instanceof PointerEvent || (event instanceof KeyboardEvent && isOwnKey(event));
    if (counts && pressesMs.length < PRESSES_MAX) pressesMs.push(event.timeStamp);
  });
  return {
    read({ sinceMs }) {
      const claimed = pressesMs.filter((tMs) => tMs >= sinceMs).slice(0, GAPS_MAX + 1);
      const gapsMs = claimed.slice(1).map((tMs, index) => Math.max(0, Math.round(tMs - (claimed[index] ?? tMs))));
      return gapsMs.length === 0 ? undefined : { gapsMs };
    },
  };
};
