import { createCorrelation } from "./correlation.ts";
import { createSamples } from "./samples.ts";
import { FRAMES_PER_SECOND } from "./strokes.ts";

export const FRAME_MS = 1_000 / FRAMES_PER_SECOND;
/** Below this a step is rounding to whole pixels, which has no direction. */
const STEP_PX_MIN = 1;
/** Below these a curve is rounding as well. */
const CURVED_STEP_PX_MIN = 2;
const CURVED_TURN_MIN = 0.001;

export type PointerSample = { readonly tMs: number; readonly x: number; readonly y: number };
type Step = { readonly px: number; readonly angle: number };

/**
 * The course of a pointer in even frames, whatever the pace of its events: speed, how speed and direction change from frame to
 * frame, and how speed follows curvature, which in hands it does (the two-thirds power law: Lacquaniti, Terzuolo and Viviani
 * 1983).
 * @param moved is told of each frame but the first of a course: how far it went, in pixels
 */
export function createCourse(moved: (px: number) => void) {
  const powerLaw = createCorrelation();
  const speed = createSamples(0);
  const speedChange = createSamples(3);
  const turn = createSamples(3);
  let frame: PointerSample | undefined;
  let step: Step | undefined;

  function addFrame(point: PointerSample) {
    const before = frame;
    frame = point;
    if (before === undefined) return;
    const px = distance(before, point);
    moved(px);
    if (px >= STEP_PX_MIN) addStep({ px, angle: Math.atan2(point.y - before.y, point.x - before.x) });
  }

  function addStep(next: Step) {
    const { px, angle } = next;
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
    step = next;
  }

  return {
    /** Between two events the pointer is taken to have gone evenly. */
    add(from: PointerSample, to: PointerSample) {
      const spanMs = to.tMs - from.tMs;
      for (let tMs = (Math.floor(from.tMs / FRAME_MS) + 1) * FRAME_MS; tMs <= to.tMs; tMs += FRAME_MS) {
        const share = (tMs - from.tMs) / spanMs;
        addFrame({ tMs, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
      }
    },
    /** What comes next is another course. */
    end() {
      frame = step = undefined;
    },
    read() {
      return {
        speed: speed.spread(),
        speedChange: speedChange.spread(),
        turn: turn.spread(),
        curvatureSpeed: powerLaw.read(),
      };
    },
  };
}

/** In pixels. */
export function distance(from: PointerSample, to: PointerSample): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
