import type { CADENCE_MS_MAX } from "../../domain/signals/client/observations.ts";
import { createSamples, type Samples } from "./samples.ts";

/** The type makes the compiler hold this equal to what the service accepts. */
const GAP_MS_MAX: typeof CADENCE_MS_MAX = 2_000;

/** Durations in milliseconds that are cadence; a longer one is a pause for thought and is left out. */
export function createCadence(): Samples {
  const samples = createSamples(1);
  return {
    add(durationMs) {
      if (durationMs >= 0 && durationMs <= GAP_MS_MAX) samples.add(durationMs);
    },
    spread: samples.spread,
  };
}
