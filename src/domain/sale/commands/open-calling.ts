import { assert, err, ok, type Result } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { OpenCalling, Opened, Redraws } from "../calling/calling.ts";
import { type CalledOrder, type CallingState, NOBODY_CALLED } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";

/**
 * Lets the sale call an order: it is there, and each of its places is written where its registration is. A repeat changes nothing but
 * the number of places of a draw, which grows where people come later and never shrinks.
 */
export function openCalling(context: SaleContext, command: OpenCalling): Result<Opened, SaleRefusal> {
  const { store, nowMs } = context;
  const { redraws } = command;
  const sale = store.findSale();
  if (sale === undefined) return err({ kind: "sale-unknown" });
  assert(sale.definition.draw !== undefined, "only a sale that is drawn is called");
  const state = store.findCalling() ?? { ...NOBODY_CALLED, ...(sale.paused ? { pausedAtMs: nowMs } : {}) };
  const known = state.orders.find(({ round }) => round === command.round);
  if (known !== undefined) {
    if (redraws === undefined) store.writeCalling(withPlaces(state, known, command));
  } else if (redraws === undefined) store.writeCalling(withOrder(state, command));
  else if (redraws.afterRanges !== state.rangesCalled) return ok("called-meanwhile");
  else store.writeCalling(withRedraw(context, state, { ...command, redraws }));
  callNext(context);
  return ok("opened");
}

function withPlaces(state: CallingState, known: CalledOrder, { places, late }: OpenCalling): CallingState {
  const grown = places > known.places ? { ...known, places, late } : known;
  return { ...state, orders: state.orders.map((order) => (order === known ? grown : order)) };
}

function withOrder(state: CallingState, { round, fromPlace, places, callAtOnce }: OpenCalling): CallingState {
  return { ...state, orders: [...state.orders, { round, fromPlace, places, callAtOnce, next: fromPlace }] };
}

function withRedraw(
  { store }: SaleContext,
  state: CallingState,
  { round, callAtOnce, redraws: { places } }: OpenCalling & { readonly redraws: Redraws },
): CallingState {
  const [first] = state.orders;
  assert(first !== undefined, "a redraw follows a draw");
  for (const [index, place] of places.entries()) {
    store.writeTurn({ round: first.round, place, state: "redrawn", redrawn: { round, place: index + 1 } });
  }
  const order = { round, fromPlace: 1, places: places.length, callAtOnce: places.length, next: 1 };
  // Where too few are left for what was set aside, nobody waits for the others.
  const { setAside, promised, vacatedNamed = 0, vacatedPromised } = state;
  return {
    ...state,
    orders: [...state.orders, order],
    setAside: Math.max(0, setAside - callAtOnce),
    promised: Math.max(0, promised - callAtOnce),
    vacatedNamed: vacatedNamed + vacatedPromised,
    vacatedPromised: 0,
  };
}
