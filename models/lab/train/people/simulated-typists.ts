import type { Random } from "../../../../test/rig/shared/random.ts";
import { CORRECTION, type KeyTiming, keysSession, LETTER } from "../keys-session.ts";
import type { Session } from "../session.ts";
import { mixed, type Percentiles, valueAt } from "./percentiles.ts";

/** Published percentiles (5, 25, 50, 75, 95) of how long people hold keys, and from press to press, in milliseconds. */
const HOLD_MS: Percentiles = [
  { normal: -1.645, value: 52 },
  { normal: -0.674, value: 72 },
  { normal: 0, value: 89 },
  { normal: 0.674, value: 112 },
  { normal: 1.645, value: 168 },
];
const FLIGHT_MS: Percentiles = [
  { normal: -1.645, value: 67 },
  { normal: -0.674, value: 112 },
  { normal: 0, value: 156 },
  { normal: 0.674, value: 237 },
  { normal: 1.645, value: 976 },
];

/** Share of the variance that is between people, not within one. Assumed: percentiles over all keys do not tell it. */
const HOLD_VARIANCE_BETWEEN = 0.4;
const FLIGHT_VARIANCE_BETWEEN = 0.2;

/** How much more or less evenly some people type than others, as the deviation of a logarithm. Assumed. */
const EVENNESS_DEVIATION = 0.25;

/**
 * Share of key presses that correct: Dhakal et al. 2018, "Observations on typing from 136 million keystrokes". Assumed: people
 * differ in it as waiting times do, so that many correct little, and two corrections follow each other.
 */
const CORRECTIONS_MEAN = 0.063;
const CORRECTIONS_RUN = 2;

const KEYS_MIN = 20;
const KEYS_MAX = 120;

/**
 * People at a keyboard, simulated from published percentiles, because no keystroke recordings of people may be trained
 * on. Each has an own pace and evenness; over all people the percentiles are about the published ones. Rollover follows by itself, where
 * the next key comes before the last is up.
 */
export function simulatedTypists(count: number, random: Random): Session[] {
  return simulatedTimings(count, random).flatMap((timings, index) =>
    keysSession({ source: "simulated-typists", run: String(index), program: false, timings }),
  );
}

/** The keys of each of them. */
export function simulatedTimings(count: number, random: Random): KeyTiming[][] {
  return Array.from({ length: count }, () => {
    const keys = KEYS_MIN + Math.floor(random.uniform() * (KEYS_MAX - KEYS_MIN));
    const person = {
      errs: (-Math.log(1 - random.uniform()) * CORRECTIONS_MEAN) / CORRECTIONS_RUN,
      hold: random.normal(),
      flight: random.normal(),
      unevenness: Math.exp(EVENNESS_DEVIATION * random.normal()),
    };
    let correction = false;
    return Array.from({ length: keys }, () => {
      correction = random.uniform() < (correction ? 1 - 1 / CORRECTIONS_RUN : person.errs);
      return {
        key: correction ? CORRECTION : LETTER,
        holdMs: valueAt(HOLD_MS, mixed(person.hold, random.normal(), HOLD_VARIANCE_BETWEEN)),
        flightMs: valueAt(
          FLIGHT_MS,
          mixed(person.flight, person.unevenness * random.normal(), FLIGHT_VARIANCE_BETWEEN),
        ),
      };
    });
  });
}
