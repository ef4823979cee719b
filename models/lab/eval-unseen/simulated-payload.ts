import { assert } from "../../../src/domain/result.ts";
import { type ClientObservations, RHYTHM_GAPS_MAX } from "../../../src/domain/signals/client/observations.ts";
import type { Random } from "../../../test/rig/shared/random.ts";
import { keysSession } from "../train/keys-session.ts";
import { simulatedPointer } from "../train/people/simulated-pointers.ts";
import { simulatedTaps } from "../train/people/simulated-taps.ts";
import { simulatedTimings } from "../train/people/simulated-typists.ts";

/** Who reads the page before the first press, and looks over the order after the last. */
const LOOKS_MS_MIN = 4000;
const LOOKS_MS_MAX = 40_000;
const FIELDS = 7;
/** Between two taps on the screen of a phone: median, and deviation of the logarithm. */
const TAP_GAP_MS_MEDIAN = 2500;
const TAP_GAP_DEVIATION = 0.7;

/** How somebody fills in a checkout. */
export type Filling = "typed" | "saved address" | "phone";

/**
 * A whole payload of a simulated hand: typing and movement of the simulated people whom the model is trained on, put through the SDK's own
 * aggregates, with presses, form and page that fit them.
 */
export function simulatedPayload(filling: Filling, random: Random): ClientObservations {
  const touch = filling === "phone" ? tapped(random) : undefined;
  const keys = filling === "typed" ? typed(random) : undefined;
  const pointer = filling === "phone" ? undefined : simulatedPointer(random);
  const gapsMs = [...(keys?.gapsMs ?? touch?.gapsMs ?? [])].slice(0, RHYTHM_GAPS_MAX);
  const filledMs = sum(keys?.gapsMs ?? touch?.gapsMs ?? []);
  const pageMs = Math.ceil(filledMs) + random.between(LOOKS_MS_MIN, LOOKS_MS_MAX);
  return {
    pointer: observation(pointer),
    keys: observation(keys?.value),
    touch: observation(touch?.value),
    form: observation({
      elapsedMs: Math.ceil(filledMs) + random.between(500, LOOKS_MS_MIN),
      fields: FIELDS,
      pastes: 0,
      autofills: filling === "typed" ? 0 : random.between(0, FIELDS),
      unexplainedInputs: 0,
    }),
    page: observation({ elapsedMs: pageMs, hiddenMs: 0, scrolls: random.between(0, 12) }),
    rhythm: observation(gapsMs.length === 0 ? undefined : { gapsMs }),
    automation: observation({ webdriver: false, headless: false, activated: true }),
    environment: observation({ coarsePointer: filling === "phone", touchPoints: filling === "phone" ? 5 : 0 }),
  };
}

function observation<Value>(value: Value | undefined) {
  return value === undefined ? ({ state: "absent" } as const) : ({ state: "ok", value } as const);
}

function typed(random: Random) {
  const [timings = []] = simulatedTimings(1, random);
  const [session] = keysSession({ source: "simulated", run: "0", program: false, timings });
  assert(session !== undefined && "keys" in session.observed, "a simulated hand types");
  return { value: session.observed.keys, gapsMs: timings.slice(1).map(({ flightMs }) => Math.round(flightMs)) };
}

function tapped(random: Random) {
  const [session] = simulatedTaps(1, random);
  assert(session !== undefined && "touch" in session.observed, "a simulated finger taps");
  const { touch } = session.observed;
  const gapsMs = Array.from({ length: touch.taps - 1 }, () =>
    Math.round(TAP_GAP_MS_MEDIAN * Math.exp(TAP_GAP_DEVIATION * random.normal())),
  );
  return { value: touch, gapsMs };
}

function sum(gapsMs: readonly number[]): number {
  return gapsMs.reduce((total, gapMs) => total + gapMs, 0);
}
