import type { DispatchValue } from "../../domain/signals/client/observations.ts";

/** A move as the browser tells it: where it went, by how much it says the mouse moved, and for how many positions it stands. */
export type DispatchedMove = {
  readonly x: number;
  readonly y: number;
  readonly movementX?: number | undefined;
  readonly movementY?: number | undefined;
  readonly coalesced?: number | undefined;
  readonly isTrusted: boolean;
};

/** A step of less may be rounding. */
const STEP_PX_MIN = 2;

/** How the browser dispatched what a mouse did. A member that the browser has no word for stays out. */
export function createDispatch() {
  let [moves, told, coalesced, still, untrusted, centreJumps, movesSincePress] = [0, 0, 0, 0, 0, 0, 0];
  let before: { readonly x: number; readonly y: number } | undefined;
  return {
    move({ x, y, movementX, movementY, coalesced: positions, isTrusted }: DispatchedMove) {
      moves += 1;
      movesSincePress += 1;
      if (!isTrusted) untrusted += 1;
      if (positions !== undefined) {
        told += 1;
        coalesced += positions;
      }
      const stepPx = before === undefined ? 0 : Math.hypot(x - before.x, y - before.y);
      if (stepPx >= STEP_PX_MIN && movementX === 0 && movementY === 0) still += 1;
      before = { x, y };
    },
    press(centred: boolean, isTrusted: boolean) {
      if (!isTrusted) untrusted += 1;
      if (centred && movesSincePress <= 1) centreJumps += 1;
      movesSincePress = 0;
    },
    read: (): DispatchValue => ({
      still,
      untrusted,
      centreJumps,
      ...(told > 0 && told === moves ? { coalesced } : {}),
    }),
  };
}
