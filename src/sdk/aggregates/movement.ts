import { createSamples } from "./samples.ts";

/** Positions are taken at 60 Hz between events, so that neither a mouse's polling rate nor a screen's shows. */
const FRAME_MS = 1_000 / 60;
/** Over a longer gap (a remote desktop, a busy page) nobody knows how the pointer moved, and nothing is made up. */
const GAP_MS_MAX = 40;
/** A longer silence ends a stroke. */
const SILENCE_MS_MAX = 100;
/** Below this a step is rounding to whole pixels, which has no direction. */
const STEP_PX_MIN = 1;

type Point = { readonly tMs: number; readonly x: number; readonly y: number };
type Step = { readonly px: number; readonly angle: number };

/** The shape of movement: strokes, speed, and how speed and direction change from frame to frame. */
export function createMovement() {
  const speed = createSamples(0);
  const speedChange = createSamples(3);
  const turn = createSamples(3);
  let pathPx = 0;
  let directPx = 0;
  let start: Point | undefined;
  let event: Point | undefined;
  let frame: Point | undefined;
  let step: Step | undefined;

  function endStroke() {
    if (start !== undefined && event !== undefined) directPx += distance(start, event);
    start = event = frame = step = undefined;
  }

  function addFrame(point: Point) {
    const px = frame === undefined ? 0 : distance(frame, point);
    const angle = frame === undefined ? 0 : Math.atan2(point.y - frame.y, point.x - frame.x);
    frame = point;
    if (px < STEP_PX_MIN) return;
    speed.add((px * 1_000) / FRAME_MS);
    if (step !== undefined) {
      speedChange.add(Math.abs(px - step.px) / (px + step.px));
      const change = Math.abs(angle - step.angle);
      turn.add(Math.min(change, 2 * Math.PI - change));
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
    move(tMs: number, x: number, y: number) {
      const point = { tMs, x, y };
      if (event !== undefined && tMs - event.tMs > SILENCE_MS_MAX) endStroke();
      if (event === undefined) {
        start = point;
      } else if (tMs > event.tMs) {
        pathPx += distance(event, point);
        if (tMs - event.tMs > GAP_MS_MAX) frame = step = undefined;
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
      };
    },
  };
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
