import type { RequestFacts, Signal } from "../signal.ts";
import { spreadOfStrokes } from "./spread-of-strokes.ts";

/** Bits a second; a slower stroke counts as this slow, so that the ratio stays finite. */
const BITS_MIN = 0.1;

export const pointerTempoVariety: Signal<RequestFacts> = {
  name: "pointer.tempo_variety",
  title: "How much the pace of the mouse's strokes differs, as the logarithm of fast over slow",
  type: "number",
  unit: "ratio",
  privacy: "behaviour",
  derive: ({ client }) => {
    const bits = spreadOfStrokes(client, ({ bitsPerSecond }) => bitsPerSecond);
    return bits === undefined ? undefined : Math.log(Math.max(BITS_MIN, bits.p90) / Math.max(BITS_MIN, bits.p10));
  },
};
