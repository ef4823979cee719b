/** What one attempt is counted as. */
export type CountedAttempt = {
  /** By a browser or an app. Clerks, texts and calls are counted as attempts alone. */
  readonly byBrowser: boolean;
  /** No paid order of an earlier sale knows the buyer. */
  readonly isNew: boolean;
  /** Without a visit, or with one in which nothing was pressed or moved. */
  readonly isSilent: boolean;
  /** From a block of network addresses that many accounts of the sale came from. */
  readonly isCrowded: boolean;
  /** By an account that tried before. */
  readonly isRepeat: boolean;
};

/** Counts of five seconds: which five, then attempts, those by browser, and of these the new, silent and crowded; then repeats. */
export type Slot = readonly [
  at: number,
  attempts: number,
  byBrowser: number,
  fresh: number,
  silent: number,
  crowded: number,
  repeats: number,
];

/** The slots of the last minute, oldest first. */
export type PressureWindow = readonly Slot[];

const SLOT_MS = 5000;
const SLOTS = 12;

/** The window with one attempt more. Of fixed size, whatever comes. */
export function countAttempt(window: PressureWindow, attempt: CountedAttempt, nowMs: number): PressureWindow {
  const at = Math.floor(nowMs / SLOT_MS);
  const [, attempts, byBrowser, fresh, silent, crowded, repeats] = window.find((slot) => slot[0] === at) ?? NOTHING;
  const one = (is: boolean) => (is ? 1 : 0);
  const ofBrowser = (is: boolean) => one(attempt.byBrowser && is);
  const slot: Slot = [
    at,
    attempts + 1,
    byBrowser + one(attempt.byBrowser),
    fresh + ofBrowser(attempt.isNew),
    silent + ofBrowser(attempt.isSilent),
    crowded + ofBrowser(attempt.isCrowded),
    repeats + one(attempt.isRepeat),
  ];
  return [...inLastMinute(window, at).filter((each) => each[0] !== at), slot].slice(-SLOTS);
}

const NOTHING: Slot = [0, 0, 0, 0, 0, 0, 0];

/** What a window says, in exact counts. Shares are of attempts by browser, repeats of all; absent where there were none. */
export type PressureMeasures = {
  readonly attemptsLastMinute: number;
  /** Absent where no unit is free: there is nothing to press for. */
  readonly attemptsPerFreeUnit?: number | undefined;
  readonly newShare?: number | undefined;
  readonly silentShare?: number | undefined;
  readonly crowdedShare?: number | undefined;
  readonly repeatShare?: number | undefined;
};

/** Measures under the names that conditions and records use; what was not measured is left out. */
export type NamedMeasures = { readonly [name: string]: boolean | number | string };

/** Measures the last minute, to five seconds. */
export function measure(window: PressureWindow, freeUnits: number, nowMs: number): PressureMeasures {
  const slots = inLastMinute(window, Math.floor(nowMs / SLOT_MS));
  let [attempts, byBrowser, fresh, silent, crowded, repeats] = [0, 0, 0, 0, 0, 0];
  for (const slot of slots) {
    attempts += slot[1];
    byBrowser += slot[2];
    fresh += slot[3];
    silent += slot[4];
    crowded += slot[5];
    repeats += slot[6];
  }
  return {
    attemptsLastMinute: attempts,
    attemptsPerFreeUnit: ratio(attempts, freeUnits),
    newShare: ratio(fresh, byBrowser),
    silentShare: ratio(silent, byBrowser),
    crowdedShare: ratio(crowded, byBrowser),
    repeatShare: ratio(repeats, attempts),
  };
}

/** A slot after now is one of before the clock jumped back, and counts. */
function inLastMinute(window: PressureWindow, at: number): PressureWindow {
  return window.filter((slot) => slot[0] > at - SLOTS);
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.round((part / whole) * 1000) / 1000;
}
