import type { PointerValue } from "../../domain/signals/client/observations.ts";
import { createCadence } from "./cadence.ts";
import { createMovement } from "./movement.ts";

/** Within this two clicks are at the same place. */
const SAME_PLACE_PX = 30;

/** A button that went down, where, and whether that was the exact centre of what was clicked. */
export type PointerPress = {
  readonly tMs: number;
  readonly x: number;
  readonly y: number;
  readonly centred?: boolean | undefined;
};

/** What a mouse did, from its events in order; times in milliseconds, places in CSS pixels. */
export function createPointerAggregate() {
  const movement = createMovement();
  const pressMs = createCadence();
  const stepMs = createCadence();
  let moves = 0;
  let clicks = 0;
  let clicksWithoutMove = 0;
  let centreClicks = 0;
  let movesSincePress = 0;
  let movedAtMs: number | undefined;
  let pressed: PointerPress | undefined;

  return {
    move(tMs: number, x: number, y: number) {
      moves += 1;
      movesSincePress += 1;
      if (movedAtMs !== undefined) stepMs.add(tMs - movedAtMs);
      movedAtMs = tMs;
      movement.move(tMs, x, y);
    },
    press(press: PointerPress) {
      clicks += 1;
      if (press.centred) centreClicks += 1;
      const elsewhere = pressed !== undefined && Math.hypot(press.x - pressed.x, press.y - pressed.y) > SAME_PLACE_PX;
      if (elsewhere && movesSincePress <= 1) clicksWithoutMove += 1;
      movesSincePress = 0;
      movement.endStroke();
      pressed = press;
    },
    release(tMs: number) {
      if (pressed !== undefined) pressMs.add(tMs - pressed.tMs);
    },
    /** `undefined` where no mouse was used. */
    read(): PointerValue | undefined {
      if (moves + clicks === 0) return undefined;
      const { pathPx, directPx, curvatureSpeed, ...shape } = movement.read();
      return {
        moves,
        pathPx,
        directPx: Math.min(directPx, pathPx),
        clicks,
        clicksWithoutMove,
        centreClicks,
        pressMs: pressMs.spread(),
        stepMs: stepMs.spread(),
        ...shape,
        ...(curvatureSpeed === undefined ? {} : { curvatureSpeed }),
      };
    },
  };
}
