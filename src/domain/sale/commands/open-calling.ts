import { assert, err, ok, type Result } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { OpenCalling } from "../calling/calling.ts";
import { type CalledOrder, type CallingState, NOBODY_CALLED } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";

/**
 * Lets the sale call an order: it is there, and each of its places is written where its registration is. A repeat changes nothing but
 * the number of places of a draw, which grows where people come later and never shrinks.
 */
export function openCalling(context: SaleContext, command: OpenCalling): Result<void, SaleRefusal> {
  const { store, nowMs } = context;
  const sale = store.findSale();
  if (sale === undefined) return err({ kind: "sale-unknown" });
  assert(sale.definition.draw !== undefined, "only a sale that is drawn is called");
  const state = store.findCalling() ?? { ...NOBODY_CALLED, ...(sale.paused ? { pausedAtMs: nowMs } : {}) };
  const known = state.orders.find(({ round }) => round === command.round);
  if (known === undefined) store.writeCalling(withOrder(context, state, command));
  else if (command.redraws === undefined) store.writeCalling(withPlaces(state, known, command));
  callNext(context);
  return ok(undefined);
}

function withPlaces(state: CallingState, known: CalledOrder, { places }: OpenCalling): CallingState {
  const grown = { ...known, places: Math.max(known.places, places) };
  return { ...state, orders: state.orders.map((order) => (order === known ? grown : order)) };
}

function withOrder({ store }: SaleContext, state: CallingState, command: OpenCalling): CallingState {
  const { round, fromPlace, places, callAtOnce, redraws } = command;
  const [first] = state.orders;
  if (first === undefined || redraws === undefined) {
    return { ...state, orders: [...state.orders, { round, fromPlace, places, callAtOnce, next: fromPlace }] };
  }
  // One that was called meanwhile has its turn. One that declined is drawn as the others are, and leaves a vacancy.
  const turnOf = (place: number) => store.findTurn({ round: first.round, place });
  const waiting = redraws.filter((place) => place >= first.next && turnOf(place)?.state !== "redrawn");
  const called = waiting.slice(0, callAtOnce);
  for (const [index, place] of called.entries()) {
    const redrawn = { round, place: index + 1 };
    if (turnOf(place)?.state === "declined") store.writeTurn({ ...redrawn, state: "declined" });
    store.writeTurn({ round: first.round, place, state: "redrawn", redrawn });
  }
  const order = { round, fromPlace: 1, places: called.length, callAtOnce: called.length, next: 1 };
  // Where too few are left for what was set aside, nobody waits for the others.
  const { setAside, setAsideRead } = state;
  return {
    ...state,
    orders: [...state.orders, order],
    setAside: Math.max(0, setAside - callAtOnce),
    setAsideRead: Math.max(0, setAsideRead - callAtOnce),
  };
}
