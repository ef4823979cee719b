import type { RequestFacts, Signal } from "../signal.ts";
import { movedPointer } from "./moved-pointer.ts";
import type { Spread, StrokesValue } from "./observations.ts";
import { observed } from "./observed.ts";
import { relativeSpread } from "./relative-spread.ts";
import { medianOfStrokes, spreadOfStrokes } from "./spread-of-strokes.ts";

/** Fewer may hit the centre by chance. */
const CLICKS_AT_CENTRE_MIN = 3;
/** Measures of a stroke that lie between 0 and about 1. */
const MEASURES: readonly ((strokes: StrokesValue) => Spread)[] = [
  ({ onset }) => onset,
  ({ landing }) => landing,
  ({ slow }) => slow,
  ({ variation }) => variation,
];
/** Bits a second; a slower stroke counts as this slow, so that the ratio stays finite. */
const BITS_MIN = 0.1;
/** The first click has no place to have come from. */
const CLICKS_TO_JUMP_MIN = 2;

/** How the mouse was moved and pressed. */
export const POINTER: readonly Signal<RequestFacts>[] = [
  {
    name: "pointer.moves",
    title: "Mouse moves",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "pointer")?.moves,
  },
  {
    name: "pointer.clicks",
    title: "Mouse clicks",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "pointer")?.clicks,
  },
  {
    name: "pointer.clicks_without_move",
    title: "Clicks to which the mouse jumped without moving",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "pointer")?.clicksWithoutMove,
  },
  {
    name: "pointer.centre_click_ratio",
    title: "Share of mouse clicks on the exact centre of what was clicked",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const pointer = observed(client, "pointer");
      return pointer !== undefined && pointer.clicks >= CLICKS_AT_CENTRE_MIN
        ? pointer.centreClicks / pointer.clicks
        : undefined;
    },
  },
  {
    name: "pointer.press_ms_median",
    title: "Median time from press to release of a mouse button",
    type: "number",
    unit: "ms",
    privacy: "behaviour",
    derive: ({ client }) => {
      const pointer = observed(client, "pointer");
      return pointer !== undefined && pointer.pressMs.n > 0 ? pointer.pressMs.p50 : undefined;
    },
  },
  {
    name: "pointer.path_efficiency",
    title: "Straight distance over travelled distance of the mouse's strokes",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const pointer = movedPointer(client);
      return pointer !== undefined && pointer.pathPx > 0 ? Math.min(1, pointer.directPx / pointer.pathPx) : undefined;
    },
  },
  {
    name: "pointer.speed_change",
    title: "Median relative change of the mouse's speed from frame to frame",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => movedPointer(client)?.speedChange.p50,
  },
  {
    name: "pointer.speed_change_high",
    title: "Ninetieth percentile of the relative change of the mouse's speed",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => movedPointer(client)?.speedChange.p90,
  },
  {
    name: "pointer.turn_median",
    title: "Median change of the mouse's direction from frame to frame",
    type: "number",
    unit: "radians",
    privacy: "behaviour",
    derive: ({ client }) => movedPointer(client)?.turn.p50,
  },
  {
    name: "pointer.turn_high",
    title: "Ninetieth percentile of the change of the mouse's direction",
    type: "number",
    unit: "radians",
    privacy: "behaviour",
    derive: ({ client }) => movedPointer(client)?.turn.p90,
  },
  {
    name: "pointer.speed_spread",
    title: "Spread of the mouse's speed relative to its median",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const pointer = movedPointer(client);
      return pointer === undefined ? undefined : relativeSpread(pointer.speed);
    },
  },
  {
    name: "pointer.onset",
    title: "Speed at the start of the mouse's strokes over their highest",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ onset }) => onset),
  },
  {
    name: "pointer.landing",
    title: "Speed at the end of the mouse's strokes over their highest",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ landing }) => landing),
  },
  {
    name: "pointer.slow_ratio",
    title: "Share of the time of the mouse's strokes in which they are slow",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ slow }) => slow),
  },
  {
    name: "pointer.slow_high",
    title: "Share of time in which the slowest of the mouse's strokes are slow",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => spreadOfStrokes(client, ({ slow }) => slow)?.p90,
  },
  {
    name: "pointer.stroke_variation",
    title: "How much the speed of the mouse varies within a stroke",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ variation }) => variation),
  },
  /** No hand makes the same stroke twice; a program draws each stroke by one formula. */
  {
    name: "pointer.stroke_variety",
    title: "How much the mouse's strokes differ from each other in how they start, vary and land",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const spreads = MEASURES.flatMap((measure) => spreadOfStrokes(client, measure) ?? []);
      if (spreads.length < MEASURES.length) return undefined;
      return spreads.reduce((sum, { p10, p90 }) => sum + p90 - p10, 0);
    },
  },
  {
    name: "pointer.roughness",
    title: "How much of the variation of the mouse's speed is from one frame to the next",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ roughness }) => roughness),
  },
  {
    name: "pointer.peaks_per_second",
    title: "How often the mouse speeds up and slows down in a second",
    type: "number",
    unit: "count",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ peaksPerSecond }) => peaksPerSecond),
  },
  {
    name: "pointer.bits_per_second",
    title: "Difficulty of the mouse's strokes over their time (Fitts)",
    type: "number",
    unit: "bits",
    privacy: "behaviour",
    derive: ({ client }) => medianOfStrokes(client, ({ bitsPerSecond }) => bitsPerSecond),
  },
  {
    name: "pointer.tempo_variety",
    title: "How much the pace of the mouse's strokes differs, as the logarithm of fast over slow",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    derive: ({ client }) => {
      const bits = spreadOfStrokes(client, ({ bitsPerSecond }) => bitsPerSecond);
      return bits === undefined ? undefined : Math.log(Math.max(BITS_MIN, bits.p90) / Math.max(BITS_MIN, bits.p10));
    },
  },
  {
    name: "pointer.curvature_speed",
    title: "Correlation of curvature and speed of the mouse",
    type: "number",
    unit: "correlation",
    privacy: "behaviour",
    derive: ({ client }) => observed(client, "pointer")?.curvatureSpeed,
  },
  {
    name: "pointer.jump_ratio",
    title: "Share of the mouse's clicks elsewhere to which it jumped without moving",
    type: "number",
    unit: "ratio",
    privacy: "behaviour",
    // A screen reader that clicks for somebody presses no button, and says nothing here.
    derive: ({ client }) => {
      const pointer = observed(client, "pointer");
      if (pointer === undefined || pointer.clicks < CLICKS_TO_JUMP_MIN || pointer.pressMs.n < CLICKS_TO_JUMP_MIN)
        return undefined;
      return pointer.clicksWithoutMove / (pointer.clicks - 1);
    },
  },
];
