import type { StrokesValue } from "../../domain/signals/client/observations.ts";
import { createSamples } from "./samples.ts";

/** A shorter stroke says nothing of where a hand was going; fields of a form are about this far apart. */
const STROKE_PX_MIN = 40;
/** With fewer events the ends of a stroke are known, and not how long it took. */
const EVENTS_MIN = 4;
/** With fewer frames a stroke has a length and a time, but no profile. */
const FRAMES_MIN = 8;
/** A stroke with more of its time in gaps is left out: its course is unknown. */
const GAP_SHARE_MAX = 0.2;
/** Frames at each end of a stroke that are its onset and its landing: 67 ms. */
const END_FRAMES = 4;
/** Below this share of its fastest frame a stroke is slow, and above half of it a rise and fall is a movement of its own. */
const SLOW_SHARE = 0.2;
const PEAK_SHARE = 0.1;
/** The width of a button, for how hard a stroke was (Fitts). */
const TARGET_PX = 32;
/** Positions are taken so often between events, so that neither a mouse's polling rate nor a screen's shows. */
export const FRAMES_PER_SECOND = 60;
const FRAME_SECONDS = 1 / FRAMES_PER_SECOND;

/** One stroke of a pointer. */
export type Stroke = {
  /** Pixels of each frame. */
  readonly speeds: number[];
  readonly lengthPx: number;
  readonly events: number;
  /** Frames of which only the sum is known. */
  readonly gapFrames: number;
  readonly seconds: number;
};

/**
 * How each stroke of a pointer went: hands start slowly, are fastest before the middle and slow down to land, with
 * corrections on the way (Woodworth 1899; Fitts 1954; Meyer et al. 1988).
 */
export function createStrokes() {
  const onset = createSamples(3);
  const landing = createSamples(3);
  const slow = createSamples(3);
  const variation = createSamples(3);
  const roughness = createSamples(3);
  const peaks = createSamples(2);
  const bits = createSamples(2);

  return {
    add({ speeds, lengthPx, events, gapFrames, seconds }: Stroke) {
      if (lengthPx < STROKE_PX_MIN || events < EVENTS_MIN || gapFrames > GAP_SHARE_MAX * speeds.length) return;
      bits.add(Math.log2(1 + lengthPx / TARGET_PX) / Math.max(seconds, FRAME_SECONDS));
      if (speeds.length < FRAMES_MIN) return;
      const smooth = speeds.map((px, index) => ((speeds[index - 1] ?? 0) + 2 * px + (speeds[index + 1] ?? 0)) / 4);
      const top = Math.max(...smooth);
      const mean = meanOf(speeds);
      const spread = speeds.reduce((sum, px) => sum + (px - mean) ** 2, 0);
      if (top === 0 || spread === 0) return;
      onset.add(meanOf(speeds.slice(0, END_FRAMES)) / top);
      landing.add(meanOf(speeds.slice(-END_FRAMES)) / top);
      slow.add(smooth.filter((px) => px < SLOW_SHARE * top).length / smooth.length);
      variation.add(Math.sqrt(spread / speeds.length) / mean);
      roughness.add(speeds.reduce((sum, px, index) => sum + (px - (speeds[index - 1] ?? px)) ** 2, 0) / spread);
      const isPeak = (px: number, index: number) =>
        px > PEAK_SHARE * top &&
        px > (smooth[index - 1] ?? px) &&
        px >= (smooth[index + 1] ?? Number.POSITIVE_INFINITY);
      peaks.add(smooth.filter(isPeak).length / (smooth.length * FRAME_SECONDS));
    },
    read: (): StrokesValue => ({
      onset: onset.spread(),
      landing: landing.spread(),
      slow: slow.spread(),
      variation: variation.spread(),
      roughness: roughness.spread(),
      peaksPerSecond: peaks.spread(),
      bitsPerSecond: bits.spread(),
    }),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
