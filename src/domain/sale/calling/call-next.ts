import { assert } from "../../result.ts";
import { LedgerBreach } from "../../stock/stock.ts";
import type { DrawTerms } from "../../terms/draw.ts";
import type { SaleContext } from "../context.ts";
import { phaseByTimes, type SaleRecord } from "../record.ts";
import type { CallingRows } from "../rows/calling-rows.ts";
import type { CalledRange } from "./calling.ts";
import {
  type CalledOrder,
  type CallingState,
  type RunningTurns,
  reservedUnits,
  spareUnits,
  waitingListed,
  waitingPlaces,
  withoutSetAside,
  withVacancy,
} from "./calling-state.ts";

/** Turns end at whole parts of a turn, this many of them, so that a sale that calls one by one for hours keeps few ranges. */
const ENDS_PER_TURN = 64;
const SECOND_MS = 1000;

/**
 * Ends the turns whose time is over and calls the next of the order for every unit that waits for nobody, as fast as the sale admits.
 * Whatever may free a unit runs it in its own transaction, and so does every sweep: a late alarm changes nothing.
 * @throws LedgerBreach where somebody who is called would find no unit
 */
export function callNext({ store, nowMs }: SaleContext): void {
  const [sale, known] = [store.findSale(), store.findCalling()];
  if (sale?.definition.draw === undefined || known === undefined) return;
  const moved = withVacatedTurns(known, store);
  let state = freedFromRedraws(moved.pausedAtMs === undefined ? endTurns(moved, nowMs) : moved);
  const stock = store.readStock();
  if (mayCall(sale, state, nowMs)) {
    const { draw } = sale.definition;
    // The latest order first: a redraw is for units that were set aside for it.
    for (const { round } of state.orders.toReversed()) {
      for (;;) {
        const max = Math.min(spareUnits(state, stock), paceLeft(sale, state, nowMs));
        const called = callPlaces(state, { store, round, max, nowMs, draw });
        if (called === state) break;
        state = called;
      }
    }
  }
  state = freedFromRedraws(state);
  if (spareUnits(state, stock) < 0) throw new LedgerBreach("Assertion failed: who is called has a unit");
  if (state !== known) store.writeCalling(state);
}

/** When calling has to be looked at again by itself; undefined when there is nothing to wait for. */
export function nextCallingDueMs({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">): number | undefined {
  const [sale, state] = [store.findSale(), store.findCalling()];
  if (sale === undefined || state === undefined || state.pausedAtMs !== undefined) return undefined;
  const { opensAtMs, closesAtMs } = sale.definition;
  const ends = turnsEndMs(state);
  const isHeldBack = waitingPlaces(state) > 0 && spareUnits(state, store.readStock()) > 0;
  const goesOnAtMs = nowMs < opensAtMs ? opensAtMs : (secondOf(nowMs) + 1) * SECOND_MS;
  const dueMs = Math.min(ends ?? Number.POSITIVE_INFINITY, isHeldBack ? goesOnAtMs : Number.POSITIVE_INFINITY);
  return Math.max(nowMs, dueMs) < closesAtMs ? dueMs : undefined;
}

/** When the next turn ends that nobody has used; undefined where there is none. */
export function turnsEndMs({ running }: CallingState): number | undefined {
  const ends = running.filter(({ open }) => open > 0).map(({ untilMs }) => untilMs);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Places that may still be called in this second. A second that was missed is not made up for: it would bring a crowd. */
export function paceLeft({ definition }: SaleRecord, { pace }: CallingState, nowMs: number): number {
  const { fairWindow } = definition;
  if (fairWindow === undefined) return Number.POSITIVE_INFINITY;
  const called = pace.second === secondOf(nowMs) ? pace.called : 0;
  return Math.max(0, fairWindow.admitPerSecond - called);
}

/** Turns do not run while the sale is paused: on resuming they end so much later. */
export function pauseTurns(state: CallingState, paused: boolean, nowMs: number): CallingState {
  if (paused) return state.pausedAtMs === undefined ? { ...state, pausedAtMs: nowMs } : state;
  const { pausedAtMs, ...rest } = state;
  const pausedMs = Math.max(0, nowMs - (pausedAtMs ?? nowMs));
  return { ...rest, running: state.running.map((turns) => ({ ...turns, untilMs: turns.untilMs + pausedMs })) };
}

function mayCall({ definition, paused }: SaleRecord, { pausedAtMs }: CallingState, nowMs: number): boolean {
  return phaseByTimes(definition, nowMs) === "open" && !paused && pausedAtMs === undefined;
}

/** Places that a release before kept in the state itself are in their turns from here on. */
function withVacatedTurns(state: CallingState, store: CallingRows): CallingState {
  const { vacated = [], vacatedPlaces = 0 } = state;
  if (vacated.length === 0) return state;
  for (const [at, place] of vacated.entries()) {
    const turn = store.findTurn(place);
    assert(turn !== undefined, "a place that was vacated had a turn");
    store.writeTurn({ ...turn, vacated: vacatedPlaces + at });
  }
  return { ...state, vacated: [], vacatedPlaces: vacatedPlaces + vacated.length };
}

/** Nobody waits who could be preferred, so that the next who comes may have what the operator brought back. */
function freedFromRedraws(state: CallingState): CallingState {
  return state.setAside > 0 && waitingListed(state) === 0 ? withoutSetAside(state) : state;
}

function endTurns(state: CallingState, nowMs: number): CallingState {
  const ended = state.running.filter(({ untilMs }) => untilMs <= nowMs);
  if (ended.length === 0) return state;
  const running = state.running.filter(({ untilMs }) => untilMs > nowMs);
  return withVacancy({ ...state, running }, "unpaid", reservedUnits({ running: ended }));
}

type CallPlaces = {
  readonly store: CallingRows;
  readonly round: number;
  /** As many as there are units for, and as may be called in this second. */
  readonly max: number;
  readonly nowMs: number;
  readonly draw: DrawTerms;
};

/**
 * Calls places of one order, from the first that was not called; those that a redraw has called are passed by.
 * @returns the same state where nobody is called
 */
function callPlaces(state: CallingState, { store, round, max, nowMs, draw }: CallPlaces): CallingState {
  const order = state.orders.find((each) => each.round === round);
  if (order === undefined || max <= 0 || order.next > order.places) return state;
  const atOnce = order.fromPlace + order.callAtOnce - order.next;
  const window = { round, fromPlace: order.next, toPlace: Math.min(order.places, order.next + max - 1) };
  if (atOnce > 0) window.toPlace = Math.min(window.toPlace, order.next + atOnce - 1);
  const called = window.toPlace + 1 - window.fromPlace - store.countTurns(window, "redrawn");
  const vacancies = atOnce > 0 ? NO_VACANCIES : taken(state.vacant, called);
  const turns = { ...window, calledAtMs: nowMs, untilMs: endOfTurn(draw, nowMs) };
  const ranges = called === 0 ? state : withRange(state, store, { ...turns, vacancies });
  const second = secondOf(nowMs);
  return {
    ...ranges,
    orders: state.orders.map((each): CalledOrder => (each === order ? { ...order, next: window.toPlace + 1 } : each)),
    running: called === 0 ? state.running : appended(state.running, { ...turns, open: called }),
    vacant: {
      unpaid: state.vacant.unpaid - vacancies.unpaid,
      declined: state.vacant.declined - vacancies.declined,
    },
    pace: { second, called: called + (state.pace.second === second ? state.pace.called : 0) },
  };
}

const NO_VACANCIES = { unpaid: 0, declined: 0 };

function taken(vacant: CallingState["vacant"], called: number): CalledRange["vacancies"] {
  const declined = Math.min(vacant.declined, called);
  return { declined, unpaid: Math.min(vacant.unpaid, called - declined) };
}

/** Writes a range that was called; one that goes on where the last one ends is one with it, until the draw has read that. */
function withRange(state: CallingState, store: CallingRows, added: Omit<CalledRange, "seq">): CallingState {
  const [last] = state.rangesCalled > state.rangesRead ? store.calledRanges(state.rangesCalled - 1, 1) : [];
  const isWave = ({ vacancies }: Pick<CalledRange, "vacancies">) => vacancies.unpaid + vacancies.declined > 0;
  if (last !== undefined && goesOn(last, added) && isWave(last) === isWave(added)) {
    const unpaid = last.vacancies.unpaid + added.vacancies.unpaid;
    const declined = last.vacancies.declined + added.vacancies.declined;
    store.writeCalledRange({ ...last, toPlace: added.toPlace, vacancies: { unpaid, declined } });
    return state;
  }
  store.writeCalledRange({ ...added, seq: state.rangesCalled });
  return { ...state, rangesCalled: state.rangesCalled + 1 };
}

/** A range that goes on where one ends, and ends when that one does, is one with it. */
function appended(running: readonly RunningTurns[], added: RunningTurns): readonly RunningTurns[] {
  if (!running.some((turns) => goesOn(turns, added))) return [...running, added];
  return running.map((turns) =>
    goesOn(turns, added) ? { ...turns, toPlace: added.toPlace, open: turns.open + added.open } : turns,
  );
}

type Ends = Pick<CalledRange, "round" | "fromPlace" | "toPlace" | "untilMs">;

function goesOn(before: Ends, after: Ends): boolean {
  return before.round === after.round && before.toPlace + 1 === after.fromPlace && before.untilMs === after.untilMs;
}

function endOfTurn({ turnSeconds }: DrawTerms, nowMs: number): number {
  const stepMs = Math.ceil(turnSeconds / ENDS_PER_TURN) * SECOND_MS;
  return Math.ceil((nowMs + turnSeconds * SECOND_MS) / stepMs) * stepMs;
}

function secondOf(nowMs: number): number {
  return Math.floor(nowMs / SECOND_MS);
}
