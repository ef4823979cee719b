import { createCorrelation } from "./correlation.ts";
import { createSamples } from "./samples.ts";
import { createStrokes, FRAMES_PER_SECOND, type Stroke } from "./strokes.ts";

const FRAME_MS = 1_000 / FRAMES_PER_SECOND;
/** Over a longer gap (a remote desktop, a busy page) the course of the pointer is unknown, and none is made up. */
const GAP_MS_MAX = 40;
/** A longer silence ends a stroke. */
const SILENCE_MS_MAX = 100;
/** Below this a step is rounding to whole pixels, which has no direction. */
const STEP_PX_MIN = 1;
/** Below these a curve is rounding as well. */
const CURVED_STEP_PX_MIN = 2;
const CURVED_TURN_MIN = 0.001;
/** Frames that are kept of one stroke: ten seconds. What comes later in it is not looked at. */
const STROKE_FRAMES_MAX = 600;

type Point = { readonly tMs: number; readonly x: number; readonly y: number };
type Step = { readonly px: number; readonly angle: number };

/**
 * The shape of movement: strokes, speed, how speed and direction change from frame to frame, and how speed follows
 * curvature, which in hands it does (the two-thirds power law: Lacquaniti, Terzuolo and Viviani 1983). Whole pixels and
 * milliseconds, so that how finely a browser reports does not show.
 */
export function createMovement() {
  const strokes = createStrokes();
  const powerLaw = createCorrelation();
  const speed = createSamples(0);
  const speedChange = createSamples(3);
  const turn = createSamples(3);
  let pathPx = 0;
  let directPx = 0;
  let start: Point | undefined;
  let event: Point | undefined;
  let frame: Point | undefined;
  let step: Step | undefined;
  let stroke = emptyStroke();

  function endStroke() {
    if (start !== undefined && event !== undefined) {
      directPx += distance(start, event);
      strokes.add({ ...stroke, seconds: (event.tMs - start.tMs) / 1_000 });
    }
    start = event = frame = step = undefined;
    stroke = emptyStroke();
  }

  function addSpeed(px: number) {
    if (stroke.speeds.length < STROKE_FRAMES_MAX) stroke.speeds.push(px);
  }

  /** The way over a gap is known, and its speed is not: it counts as even, and a stroke of gaps does not count at all. */
  function addGap(px: number, spanMs: number) {
    const frames = Math.round(spanMs / FRAME_MS);
    for (let index = 0; index < frames; index += 1) addSpeed(px / frames);
    stroke.gapFrames += frames;
    frame = step = undefined;
  }

  function addFrame(point: Point) {
    const first = frame === undefined;
    const px = frame === undefined ? 0 : distance(frame, point);
    const angle = frame === undefined ? 0 : Math.atan2(point.y - frame.y, point.x - frame.x);
    frame = point;
    if (!first) addSpeed(px);
    if (px < STEP_PX_MIN) return;
    speed.add((px * 1_000) / FRAME_MS);
    if (step !== undefined) {
      speedChange.add(Math.abs(px - step.px) / (px + step.px));
      const difference = Math.abs(angle - step.angle);
      const change = Math.min(difference, 2 * Math.PI - difference);
      turn.add(change);
      if (Math.min(px, step.px) >= CURVED_STEP_PX_MIN && change > CURVED_TURN_MIN) {
        const mean = (px + step.px) / 2;
        powerLaw.add(Math.log(change / mean), Math.log(mean));
      }
    }
    step = { px, angle };
  }

  function addFramesBetween(from: Point, to: Point) {
    const spanMs = to.tMs - from.tMs;
    for (let tMs = (Math.floor(from.tMs / FRAME_MS) + 1) * FRAME_MS; tMs <= to.tMs; tMs += FRAME_MS) {
      const share = (tMs - from.tMs) / spanMs;
      addFrame({ tMs, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    }
  }

  return {
    move(atMs: number, x: number, y: number) {
      const point = { tMs: Math.round(atMs), x: Math.round(x), y: Math.round(y) };
      const { tMs } = point;
      if (event !== undefined && tMs - event.tMs > SILENCE_MS_MAX) endStroke();
      if (event === undefined) {
        start = point;
      } else if (tMs > event.tMs) {
        const px = distance(event, point);
        pathPx += px;
        stroke.lengthPx += px;
        stroke.events += 1;
        if (tMs - event.tMs > GAP_MS_MAX) addGap(px, tMs - event.tMs);
        else addFramesBetween(event, point);
      } else {
        // Several moves of one moment are one: the first stands.
        return;
      }
      event = point;
    },
    endStroke,
    read() {
      endStroke();
      return {
        pathPx: Math.round(pathPx),
        directPx: Math.round(directPx),
        speed: speed.spread(),
        speedChange: speedChange.spread(),
        turn: turn.spread(),
        curvatureSpeed: powerLaw.read(),
        strokes: strokes.read(),
      };
    },
  };
}

function emptyStroke(): Omit<Stroke, "seconds"> & { lengthPx: number; events: number; gapFrames: number } {
  return { speeds: [], lengthPx: 0, events: 1, gapFrames: 0 };
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
