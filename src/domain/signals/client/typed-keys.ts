import type { KeysValue } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** Quantiles of fewer presses say nothing of a hand. */
const PRESSES_MIN = 8;

/**
 * Keys whose cadence can be judged. On-screen keyboards send press and release together, so where the screen was
 * touched the cadence is that of a phone, not of a hand, and counts as not observed.
 */
export function typedKeys(reading: ClientReading): KeysValue | undefined {
  const keys = observed(reading, "keys");
  if (keys === undefined || keys.holdMs.n < PRESSES_MIN || keys.flightMs.n < PRESSES_MIN) return undefined;
  return (observed(reading, "touch")?.taps ?? 0) > 0 ? undefined : keys;
}
