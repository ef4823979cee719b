import type { Random } from "../shared/random.ts";

/** How often each thing goes wrong in one history, as probabilities. */
export type Faults = {
  readonly requestLost: number;
  readonly responseLost: number;
  readonly duplicated: number;
  /** Delays of seconds, which also bring calls out of order. */
  readonly delayed: number;
  readonly failsToCommit: number;
  readonly crashesBefore: number;
  readonly crashesAfter: number;
  readonly evicted: number;
  readonly alarmEarly: number;
  readonly alarmLate: number;
  readonly alarmTwice: number;
  readonly alarmNever: number;
  readonly clockJumps: number;
  /** Calls that a Worker of an older or a newer release sends. */
  readonly otherRelease: number;
};

export const NO_FAULTS: Faults = {
  requestLost: 0,
  responseLost: 0,
  duplicated: 0,
  delayed: 0,
  failsToCommit: 0,
  crashesBefore: 0,
  crashesAfter: 0,
  evicted: 0,
  alarmEarly: 0,
  alarmLate: 0,
  alarmTwice: 0,
  alarmNever: 0,
  clockJumps: 0,
  otherRelease: 0,
};

/** Faults of one seed: each is absent, rare or common, so that some histories show one fault alone and some show many. */
export function drawFaults(dice: Random): Faults {
  const draw = () => dice.pick([0, 0, 0.03, 0.2]);
  return {
    requestLost: draw(),
    responseLost: draw(),
    duplicated: draw(),
    delayed: draw(),
    failsToCommit: draw(),
    crashesBefore: draw(),
    crashesAfter: draw(),
    evicted: draw(),
    alarmEarly: draw(),
    alarmLate: draw(),
    alarmTwice: draw(),
    // An alarm that never fires is found by expiring on every read alone, so it is common.
    alarmNever: dice.pick([0, 0.5, 1]),
    clockJumps: dice.pick([0, 0, 0.02, 0.1]),
    otherRelease: dice.pick([0, 0, 0.2, 1]),
  };
}
