import type { Random } from "../../../../test/rig/shared/random.ts";
import { type KeyTiming, keysSession, LETTER } from "../keys-session.ts";
import type { Session } from "../session.ts";

const KEYS_MIN = 20;
const KEYS_MAX = 120;
/** What a timer and an event loop add to any delay that a program asks for. */
const JITTER_MS_MAX = 2;

type Delay = (random: Random) => number;
type Family = { readonly source: string; readonly delay: (middleMs: number, random: Random) => Delay };

/** The three ways in which public tools choose their delays: always the same, evenly between two, or Gaussian. */
const FAMILIES: readonly Family[] = [
  { source: "simulated-constant", delay: (middleMs) => () => middleMs },
  {
    source: "simulated-uniform",
    delay: (middleMs, random) => {
      const reach = random.uniform();
      return ({ uniform }) => middleMs * (1 - reach + 2 * reach * uniform());
    },
  },
  {
    source: "simulated-gaussian",
    delay: (middleMs, random) => {
      const deviation = 0.05 + 0.3 * random.uniform();
      return ({ normal }) => Math.max(0, middleMs * (1 + deviation * normal()));
    },
  },
];

const HOLD_MS_MAX = 150;
const PAUSE_MS_MAX = 250;

/** Programs that press one key after the other, with delays as configured: a program of a program, not of a person. */
export function simulatedCadence(countEach: number, random: Random): Session[] {
  return FAMILIES.flatMap(({ source, delay }) =>
    Array.from({ length: countEach }, (_run, index) => {
      const hold = delay(HOLD_MS_MAX * random.uniform(), random);
      // Many tools wait while a key is held and not between keys.
      const pause = random.uniform() < 0.4 ? () => 0 : delay(PAUSE_MS_MAX * random.uniform(), random);
      const keys = KEYS_MIN + Math.floor(random.uniform() * (KEYS_MAX - KEYS_MIN));
      const timings: KeyTiming[] = Array.from({ length: keys }, () => {
        const holdMs = hold(random) + JITTER_MS_MAX * random.uniform();
        return { holdMs, flightMs: holdMs + pause(random) + JITTER_MS_MAX * random.uniform(), key: LETTER };
      });
      return keysSession({ source, run: String(index), program: true, timings });
    }).flat(),
  );
}
