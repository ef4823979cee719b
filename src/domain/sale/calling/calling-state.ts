import type { Stock } from "../../stock/stock.ts";
import type { CalledRange, DrawnPlace } from "./calling.ts";

/** The order of one round, and how far it was called. */
export type CalledOrder = {
  readonly round: number;
  readonly fromPlace: number;
  /** The last place there is. */
  readonly places: number;
  /** How many of them, at its end, are of who came after a fair window: no list names them. */
  readonly late?: number | undefined;
  /** The first place that was not called. */
  readonly next: number;
  /** How many from `fromPlace` on are called without a vacancy. */
  readonly callAtOnce: number;
};

/** Places whose turns run, and end together. */
export type RunningTurns = Pick<CalledRange, "round" | "fromPlace" | "toPlace" | "calledAtMs" | "untilMs"> & {
  /** Places that neither hold, bought nor declined: so many units wait for them. */
  readonly open: number;
};

/**
 * What a sale keeps of its drawn orders: how many places each has, how far it was called, and whose turns run. It names nobody, and
 * is as small for a million places as for ten: turns that end at almost the same moment are made to end at the same one.
 */
export type CallingState = {
  /** In the order in which they were drawn: the draw first, and each redraw after it. */
  readonly orders: readonly CalledOrder[];
  /** In the order in which they were called. */
  readonly running: readonly RunningTurns[];
  /** Vacancies for which nobody was called yet. */
  readonly vacant: CalledRange["vacancies"];
  /** Units that the operator brought back after the draw: nobody is called for them but by a redraw. */
  readonly setAside: number;
  /** How many of them a redraw is promised for: they stay, since a statement says so or is about to. */
  readonly promised: number;
  /** Places whose orders the operator cancelled, over the whole sale: the turn of each has its number. Absent in older rows: none. */
  readonly vacatedPlaces?: number | undefined;
  /** How many of them, the first, no statement will name any more. Absent in older rows: none. */
  readonly vacatedNamed?: number | undefined;
  /** How many after these the redraw is for that is promised. */
  readonly vacatedPromised: number;
  /** The same places as a release before kept them, in one row that grew with each: the next sweep moves them to their turns. */
  readonly vacated?: readonly DrawnPlace[] | undefined;
  /** How many ranges were called, and how many of them the draw has read: those never change again. */
  readonly rangesCalled: number;
  readonly rangesRead: number;
  /** Since when the sale is paused: turns do not run meanwhile. */
  readonly pausedAtMs?: number | undefined;
  /** Places called within the latest second in which some were. */
  readonly pace: { readonly second: number; readonly called: number };
};

export const NOBODY_CALLED: CallingState = {
  orders: [],
  running: [],
  vacant: { unpaid: 0, declined: 0 },
  setAside: 0,
  promised: 0,
  vacatedPromised: 0,
  // A release before adds to it.
  vacated: [],
  rangesCalled: 0,
  rangesRead: 0,
  pace: { second: 0, called: 0 },
};

/** What became of a place whose holder did something, or that another order has called. */
export type Turn = DrawnPlace & {
  /** `redrawn`: called by another order, so that its own passes it by. */
  readonly state: "open" | "held" | "sold" | "declined" | "redrawn";
  /** The hold that took its unit last. */
  readonly holdId?: string | undefined;
  /** The place in the other order. */
  readonly redrawn?: DrawnPlace | undefined;
  /** Where the operator cancelled its order, the number of the vacancy, from 0: a statement names it. */
  readonly vacated?: number | undefined;
};

/** Units that wait for who is called and has neither taken nor declined one. */
export function reservedUnits({ running }: Pick<CallingState, "running">): number {
  return running.reduce((sum, { open }) => sum + open, 0);
}

/** Free units that wait neither for who is called nor for a redraw. */
export function spareUnits(state: CallingState, { free }: Pick<Stock, "free">): number {
  return free - reservedUnits(state) - state.setAside;
}

/** Places of all orders that were not called yet. */
export function waitingPlaces({ orders }: Pick<CallingState, "orders">): number {
  return orders.reduce((sum, { places, next }) => sum + places + 1 - next, 0);
}

/** Places of published orders that were not called yet: a redraw is drawn among these alone. */
export function waitingListed({ orders }: Pick<CallingState, "orders">): number {
  return orders.reduce((sum, { places, late = 0, next }) => sum + Math.max(0, places - late + 1 - next), 0);
}

/** The turns among which that of a place runs; undefined where it was not called, or its turn was ended. */
export function runningTurn(
  { running }: Pick<CallingState, "running">,
  { round, place }: DrawnPlace,
): RunningTurns | undefined {
  return running.find((turns) => turns.round === round && turns.fromPlace <= place && place <= turns.toPlace);
}

/** One more open place, or one fewer, among the turns of a place. */
export function withOpen(state: CallingState, drawn: DrawnPlace, more: 1 | -1): CallingState {
  const changed = runningTurn(state, drawn);
  return {
    ...state,
    running: state.running.map((turns) => (turns === changed ? { ...turns, open: turns.open + more } : turns)),
  };
}

/** One more vacancy, which calls the next of the order. */
export function withVacancy(state: CallingState, kind: keyof CallingState["vacant"], count = 1): CallingState {
  return { ...state, vacant: { ...state.vacant, [kind]: state.vacant[kind] + count } };
}

/** Units that the operator brings back: nobody is called for them but by a redraw. */
export function withSetAside(state: CallingState, units: number): CallingState {
  return { ...state, setAside: state.setAside + units };
}

/** Nobody waits for units that were set aside any more. */
export function withoutSetAside(state: CallingState): CallingState {
  return { ...state, setAside: 0, promised: 0, vacatedNamed: state.vacatedPlaces, vacatedPromised: 0 };
}
