import { delbotCircles } from "./people/delbot-circles.ts";
import { simulatedTypists } from "./people/simulated-typists.ts";
import { PLAN } from "./plan.ts";
import { browserDrivers } from "./programs/browser-drivers.ts";
import { simulatedCadence } from "./programs/simulated-cadence.ts";
import { createRandom } from "./random.ts";
import type { Session } from "./session.ts";

/** What stands in the manifest and the card about where the weights come from. */
export const TRAINED_ON = [
  "browser drivers in Chromium, recorded by the project: programs (keys, movement)",
  "DELBOT-Mouse circles, MIT licence: people at two computers and two programs (movement)",
  "typists simulated from published percentiles: people (keys)",
  "constant, uniform and Gaussian delays, simulated: programs (keys)",
];

/** Everything that the shipped model may be trained on: the project's own recordings, permissive data, simulations. */
export function trainingSessions(dataFolder: string): Session[] {
  const random = createRandom(PLAN.seed);
  return [
    ...browserDrivers(dataFolder),
    ...delbotCircles(dataFolder),
    ...simulatedTypists(PLAN.simulatedSessions, random),
    ...simulatedCadence(PLAN.simulatedSessions, random),
  ];
}
