import type { PointerValue } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** A fifth of a second of movement at 60 Hz; less has no shape. */
const STEPS_MIN = 12;

/** A pointer that moved enough for the shape of its movement to be judged. */
export function movedPointer(reading: ClientReading): PointerValue | undefined {
  const pointer = observed(reading, "pointer");
  return pointer !== undefined && pointer.turn.n >= STEPS_MIN && pointer.speedChange.n >= STEPS_MIN
    ? pointer
    : undefined;
}
