import type { ContactValue } from "../../domain/signals/client/observations.ts";
import { createSamples } from "./samples.ts";

/** What a screen says of a finger. What the standard has a device say that cannot tell is no sample. */
export type Contact = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pressure: number;
};

const SIZE_UNTOLD_PX = 1;
const PRESSURE_UNTOLD = [0, 0.5];

/** How large and how hard fingers were, and how far they moved within a tap. */
export function createContact() {
  const sizePx = createSamples(1);
  const pressure = createSamples(2);
  const driftPx = createSamples(1);
  const taps = new Map<number, { readonly x: number; readonly y: number; farthestPx: number }>();
  return {
    press(id: number, { x, y, width, height, pressure: pressed }: Contact) {
      const largestPx = Math.max(width, height);
      if (largestPx > SIZE_UNTOLD_PX) sizePx.add(largestPx);
      if (!PRESSURE_UNTOLD.includes(pressed)) pressure.add(pressed);
      taps.set(id, { x, y, farthestPx: 0 });
    },
    move(id: number, { x, y }: { readonly x: number; readonly y: number }) {
      const tap = taps.get(id);
      if (tap !== undefined) tap.farthestPx = Math.max(tap.farthestPx, Math.hypot(x - tap.x, y - tap.y));
    },
    /** A press that became a scroll is none. */
    end(id: number, cancelled: boolean) {
      const tap = taps.get(id);
      if (tap !== undefined && !cancelled) driftPx.add(tap.farthestPx);
      taps.delete(id);
    },
    read: (): ContactValue => ({ sizePx: sizePx.spread(), pressure: pressure.spread(), driftPx: driftPx.spread() }),
  };
}
