import type { ClientReading } from "./reading.ts";

/** Fewer gaps, or fewer different ones, can be equal by chance. */
const GAPS_MIN = 8;
const DISTINCT_GAPS_MIN = 5;

/**
 * A short text of when the buyer pressed keys, buttons and screen: equal for exact replays of one recording, different
 * for two sessions of people, whose gaps in whole milliseconds do not repeat over eight presses.
 *
 * @returns the gaps joined by commas, or `undefined` where there is too little timing to be distinctive
 */
export function timingSketch(reading: ClientReading): string | undefined {
  if (reading.state !== "ok" || reading.observations.rhythm?.state !== "ok") return undefined;
  const { gapsMs } = reading.observations.rhythm.value;
  if (gapsMs.length < GAPS_MIN || new Set(gapsMs).size < DISTINCT_GAPS_MIN) return undefined;
  return gapsMs.join(",");
}
