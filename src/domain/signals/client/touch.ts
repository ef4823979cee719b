import type { RequestFacts, Signal } from "../signal.ts";
import type { ContactValue, Spread } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** One or two taps may be strokes of a thumb. */
const TAPS_MIN = 3;

/** How the screen was touched. */
export const TOUCH: readonly Signal<RequestFacts>[] = [
  {
    name: "touch.taps",
    title: "Taps on the screen",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "touch")?.taps,
  },
  {
    name: "touch.press_ms_median",
    title: "Median time that a finger stayed on the screen",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ client }) => {
      const touch = observed(client, "touch");
      return touch !== undefined && touch.pressMs.n >= TAPS_MIN ? touch.pressMs.p50 : undefined;
    },
  },
  {
    name: "touch.size_px_median",
    title: "Median width of a finger on the screen, where the screen tells it",
    type: "number",
    unit: "px",
    privacy: "behaviour",
    derive: ({ client }) => ofTaps(client, ({ sizePx }) => sizePx)?.p50,
  },
  {
    name: "touch.pressure_median",
    title: "Median pressure of a finger on the screen, where the screen tells it",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => ofTaps(client, ({ pressure }) => pressure)?.p50,
  },
  {
    name: "touch.drift_px_high",
    title: "Ninetieth percentile of how far a finger moved within a tap",
    type: "number",
    unit: "px",
    privacy: "behaviour",
    derive: ({ client }) => ofTaps(client, ({ driftPx }) => driftPx)?.p90,
  },
  {
    name: "touch.untrusted_count",
    title: "Taps on the screen made by a script in the page",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "touch")?.contact?.untrusted,
  },
  {
    name: "touch.tilt_degrees",
    title: "How far the phone was tilted to and fro, where the browser tells it without a permission",
    type: "number",
    unit: "degrees",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "orientation")?.tiltDegrees,
  },
  {
    name: "environment.touch_points",
    title: "Fingers that the screen can tell apart",
    type: "number",
    unit: "count",
    privacy: "attribute",
    derive: ({ client }) => observed(client, "environment")?.touchPoints,
  },
];

function ofTaps(client: ClientReading, measure: (contact: ContactValue) => Spread): Spread | undefined {
  const contact = observed(client, "touch")?.contact;
  if (contact === undefined) return undefined;
  const spread = measure(contact);
  return spread.n < TAPS_MIN ? undefined : spread;
}
