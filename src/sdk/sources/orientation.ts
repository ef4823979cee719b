import type { OrientationValue } from "../../domain/signals/client/observations.ts";
import type { Source } from "../observation.ts";

/** Some ten seconds. What comes later is not listened to, so that a phone's sensor rests. */
const READINGS_MAX = 600;

/**
 * By how many degrees a phone was tilted to and fro. Asked for nowhere: where a browser gives it for a permission only, it is absent.
 */
export const orientationSource: Source<OrientationValue> = ({ signal }) => {
  const tilts = { low: [Infinity, Infinity], high: [-Infinity, -Infinity] };
  const enough = new AbortController();
  let readings = 0;
  if (matchMedia("(pointer: coarse)").matches) {
    addEventListener(
      "deviceorientation",
      ({ beta, gamma }) => {
        // Without a sensor a browser says so by an event that tells nothing.
        if (beta === null || gamma === null) return;
        readings += 1;
        for (const [axis, degrees] of [beta, gamma].entries()) {
          tilts.low[axis] = Math.min(tilts.low[axis] ?? degrees, degrees);
          tilts.high[axis] = Math.max(tilts.high[axis] ?? degrees, degrees);
        }
        if (readings === READINGS_MAX) enough.abort();
      },
      { passive: true, signal: AbortSignal.any([signal, enough.signal]) },
    );
  }
  return {
    read() {
      if (readings === 0) return undefined;
      const ranges = tilts.high.map((high, axis) => high - (tilts.low[axis] ?? high));
      return { readings, tiltDegrees: Math.round(10 * Math.max(...ranges)) / 10 };
    },
  };
};
