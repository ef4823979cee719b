import { createRandom } from "../../../test/rig/shared/random.ts";
import { simulatedPointers } from "./people/simulated-pointers.ts";
import { simulatedTaps } from "./people/simulated-taps.ts";
import { simulatedTypists } from "./people/simulated-typists.ts";
import { PLAN } from "./plan.ts";
import { simulatedCadence } from "./programs/simulated-cadence.ts";
import { readRecordings, recordedDrivers } from "./recorded-drivers.ts";
import type { Session } from "./session.ts";

/** What stands in the manifest and the card about where the weights come from. */
export const TRAINED_ON = [
  "programs in Chromium in the demo shop, recorded by the project: programs (keys, movement, touch)",
  "hands simulated from published laws of movement: people with a mouse, a touchpad, an unsteady hand (movement)",
  "fingers on a phone, simulated: people (touch)",
  "typists simulated from published percentiles: people (keys)",
  "constant, uniform and Gaussian delays, simulated: programs (keys)",
];

/** Everything that the shipped model is trained on: the project's own recordings, and simulations. */
export function trainingSessions(recordingsPath: string): Session[] {
  const random = createRandom(PLAN.seed);
  return [
    ...recordedDrivers(readRecordings(recordingsPath)),
    ...simulatedPointers(PLAN.simulatedSessions, random),
    ...simulatedTaps(PLAN.simulatedSessions, random),
    ...simulatedTypists(PLAN.simulatedSessions, random),
    ...simulatedCadence(PLAN.simulatedSessions, random),
  ];
}
