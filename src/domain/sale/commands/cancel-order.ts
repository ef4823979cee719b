import type { CancelCause, CancelledBy, Order, OrderMove, OrderUnits } from "../../order/order.ts";
import { type OrderView, orderView } from "../../order/order-view.ts";
import { assert, err, ok, type Result } from "../../result.ts";
import type { Hold } from "../../stock/stock.ts";
import { callNext } from "../calling/call-next.ts";
import { withSetAside, withVacancy } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import { recordOrderEnd } from "../history/history.ts";
import { planMove, writeMove } from "../move-units.ts";
import { recordMove } from "../record-move.ts";
import type { SaleRefusal } from "../refusal.ts";
import { bringBack, drawReturnDelay } from "./end-hold.ts";
import { findOpenOrder, type OrderReference } from "./find-order.ts";

export type CancelCommand = Omit<OrderReference, "by"> & {
  readonly asker: OrderReference["by"];
  readonly by: CancelledBy;
  readonly cause: CancelCause;
  readonly reason: string;
  readonly units: OrderUnits;
  /** The decision or the case that it rests on. */
  readonly cites?: string | undefined;
};

/**
 * An order ends before it was handed over. Its units go to the next of the drawn order where its buyer or the payment failed it; where
 * the shop or the staff cancelled they are set aside for a redraw, so that nobody can walk the order to a friend. Units that invites
 * promise do not leave the sale so either: its buyer may use theirs again.
 */
export function cancelOrder(context: SaleContext, command: CancelCommand): Result<OrderView, SaleRefusal> {
  const { asker, orderId, by, cause, reason, units, cites } = command;
  const found = findOpenOrder(context, { by: asker, orderId });
  if (!found.ok) return found;
  const { order, sale } = found.value;
  const { received, withdrawn } = context.store.readStock();
  const unpromised = received - withdrawn - (sale.promisedUnits ?? 0);
  if (units === "withdraw" && order.units > unpromised) return err({ kind: "units-promised", units: order.units });
  const cancelled: Order = { ...order, state: "cancelled", cancelled: { by, cause, cites } };
  endOrder(context, cancelled, {
    move: { atMs: context.nowMs, from: order.state, to: "cancelled", units: -order.units, by, reason },
    units,
    goTo: by === "shop" || by === "fraud" ? "redraw" : "next",
  });
  callNext(context);
  return ok(orderView(cancelled, sale.definition, context.nowMs));
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

function endOrder(context: SaleContext, ended: Order, { move, units, goTo }: Ending): void {
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
  store.writeTurn({ ...turn, state: "declined", holdId });
  if (goTo === "next") store.writeCalling(withVacancy(calling, "declined", quantity));
  if (goTo === "redraw") store.writeCalling(withSetAside(calling, quantity, turn));
}
