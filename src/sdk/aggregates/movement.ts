import { createCourse, distance, FRAME_MS, type PointerSample } from "./course.ts";
import { createStrokes, type Stroke } from "./strokes.ts";

/** Over a longer gap (a remote desktop, a busy page) the course of the pointer is unknown, and none is made up. */
const GAP_MS_MAX = 40;
/** A longer silence ends a stroke. */
const SILENCE_MS_MAX = 100;
/** Frames that are kept of one stroke: ten seconds. What comes later in it is not looked at. */
const STROKE_FRAMES_MAX = 600;

/**
 * The shape of movement: its strokes, and the course within them. Whole pixels and milliseconds, so that how finely a browser
 * reports does not show.
 */
export function createMovement() {
  const strokes = createStrokes();
  const course = createCourse(addSpeed);
  let pathPx = 0;
  let directPx = 0;
  let start: PointerSample | undefined;
  let event: PointerSample | undefined;
  let stroke = emptyStroke();

  function endStroke() {
    if (start !== undefined && event !== undefined) {
      directPx += distance(start, event);
      strokes.add({ ...stroke, seconds: (event.tMs - start.tMs) / 1_000 });
    }
    start = event = undefined;
    course.end();
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
    course.end();
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
        else course.add(event, point);
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
        ...course.read(),
        strokes: strokes.read(),
      };
    },
  };
}

function emptyStroke(): Omit<Stroke, "seconds"> & { lengthPx: number; events: number; gapFrames: number } {
  return { speeds: [], lengthPx: 0, events: 1, gapFrames: 0 };
}
