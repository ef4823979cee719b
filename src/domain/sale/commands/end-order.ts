import { lapsesAtMs, type Order, type OrderMove, type OrderUnits } from "../../order/order.ts";
import { assert } from "../../result.ts";
import type { Hold } from "../../stock/stock.ts";
import { withSetAside, withVacancy } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import { recordOrderEnd } from "../history/history.ts";
import { planMove, writeMove } from "../move-units.ts";
import { recordMove } from "../record-move.ts";
import { bringBack, drawReturnDelay } from "./end-hold.ts";

/**
 * An order as it stands in this moment: one that nobody came for in time has lapsed, whether or not a sweep came to it. A sweep takes
 * so many at once, and no command may act on one that it left.
 */
export function currentOrder(context: SaleContext, orderId: string): Order | undefined {
  const order = context.store.findOrder(orderId);
  if (order === undefined || lapsesAtMs(order) > context.nowMs) return order;
  lapseOrder(context, order);
  return context.store.findOrder(orderId);
}

/** Nobody came for an order in time: its units are somebody else's. */
export function lapseOrder(context: SaleContext, order: Order): void {
  endOrder(
    context,
    { ...order, state: "lapsed" },
    {
      move: { atMs: context.nowMs, from: order.state, to: "lapsed", units: -order.units, by: "sale" },
      units: "return",
      goTo: "next",
    },
  );
}

type Ending = {
  readonly move: Omit<OrderMove, "orderId" | "n">;
  readonly units: OrderUnits;
  /** For whom units of a drawn order come back. */
  readonly goTo: "next" | "redraw";
};

/** Ends an order and gives its units up. */
export function endOrder(context: SaleContext, ended: Order, { move, units, goTo }: Ending): void {
  const { store } = context;
  recordMove(context, ended, move);
  for (const holdId of ended.holds) {
    const hold = store.findHold(holdId);
    assert(hold !== undefined, "an order is of holds");
    unsell(context, hold, units);
    if (hold.turn !== undefined) endTurn(context, hold, units === "return" ? goTo : undefined);
  }
}

/** Units come back at a moment drawn for them, as those of a hold do; those of a turn at once, since they have their taker. */
function unsell(context: SaleContext, hold: Hold, units: OrderUnits): void {
  const { store } = context;
  const returnDelayMs = hold.turn === undefined ? drawReturnDelay(context) : 0;
  const moved = planMove(context, { kind: "cancel", hold, become: units, returnDelayMs });
  assert(moved.ok && moved.value.hold !== undefined, "a sold hold can be given back");
  writeMove(store, moved.value);
  store.writeHold(moved.value.hold);
  recordOrderEnd(context, hold);
  if (hold.turn !== undefined && units === "return") bringBack(context, moved.value.hold);
}

/** Who bought has had their turn. It goes on naming the hold, so that its buyer still sees what became of the order. */
function endTurn({ store }: SaleContext, { turn, holdId, quantity }: Hold, goTo: Ending["goTo"] | undefined): void {
  const calling = store.findCalling();
  assert(turn !== undefined && calling !== undefined, "a hold in a turn is of a sale that calls");
  const { vacatedPlaces: vacated = 0 } = calling;
  store.writeTurn({ ...turn, state: "declined", holdId, ...(goTo === "redraw" ? { vacated } : {}) });
  if (goTo === "next") store.writeCalling(withVacancy(calling, "declined", quantity));
  if (goTo === "redraw") store.writeCalling({ ...withSetAside(calling, quantity), vacatedPlaces: vacated + 1 });
}
