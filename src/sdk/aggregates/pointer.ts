import type { PointerValue } from "../../domain/signals/client/observations.ts";
import { createCadence } from "./cadence.ts";
import { createMovement } from "./movement.ts";

/** Within this two clicks are at the same place. */
const SAME_PLACE_PX = 30;

/** What a mouse did, from its events in order; times in milliseconds, places in CSS pixels. */
export function createPointerAggregate() {
  const movement = createMovement();
  const pressMs = createCadence();
  const stepMs = createCadence();
  let moves = 0;
  let clicks = 0;
  let clicksWithoutMove = 0;
  let movesSincePress = 0;
  let movedAtMs: number | undefined;
  let pressed: { readonly tMs: number; readonly x: number; readonly y: number } | undefined;

  return {
    move(tMs: number, x: number, y: number) {
      moves += 1;
      movesSincePress += 1;
      if (movedAtMs !== undefined) stepMs.add(tMs - movedAtMs);
      movedAtMs = tMs;
      movement.move(tMs, x, y);
    },
    press(tMs: number, x: number, y: number) {
      clicks += 1;
      const elsewhere = pressed !== undefined && Math.hypot(x - pressed.x, y - pressed.y) > SAME_PLACE_PX;
      if (elsewhere && movesSincePress <= 1) clicksWithoutMove += 1;
      movesSincePress = 0;
      movement.endStroke();
      pressed = { tMs, x, y };
    },
    release(tMs: number) {
      if (pressed !== undefined) pressMs.add(tMs - pressed.tMs);
    },
    /** `undefined` where no mouse was used. */
    read(): PointerValue | undefined {
      if (moves + clicks === 0) return undefined;
      const { pathPx, directPx, speed, speedChange, turn } = movement.read();
      return {
        moves,
        pathPx,
        directPx: Math.min(directPx, pathPx),
        clicks,
        clicksWithoutMove,
        pressMs: pressMs.spread(),
        stepMs: stepMs.spread(),
        speed,
        speedChange,
        turn,
      };
    },
  };
}
