import type { CancelCause, CancelledBy, Order, OrderUnits } from "../../order/order.ts";
import { type OrderView, orderView } from "../../order/order-view.ts";
import { err, ok, type Result } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";
import { mayWithdraw } from "../units-go-to.ts";
import { endOrder } from "./end-order.ts";
import { findOpenOrder, type OrderReference } from "./find-order.ts";

export type CancelCommand = Omit<OrderReference, "by"> & {
  readonly asker: OrderReference["by"];
  readonly by: CancelledBy;
  readonly cause: CancelCause;
  readonly reason: string;
  readonly units: OrderUnits;
  /** The decision or the case that it rests on. */
  readonly cites?: string | undefined;
  /** The person of the staff who cancels. */
  readonly staff?: string | undefined;
};

/**
 * An order ends before it was handed over. Its units go to the next of the drawn order where its buyer or the payment failed it; where
 * the shop or the staff cancelled they are set aside for a redraw, so that nobody can walk the order to a friend. Units that invites
 * promise do not leave the sale so either: its buyer may use theirs again.
 */
export function cancelOrder(context: SaleContext, command: CancelCommand): Result<OrderView, SaleRefusal> {
  const { asker, orderId, by, cause, reason, units, cites, staff } = command;
  const found = findOpenOrder(context, { by: asker, orderId });
  if (!found.ok) return found;
  const { order, sale } = found.value;
  if (units === "withdraw" && !mayWithdraw(context, order)) return err({ kind: "units-promised", units: order.units });
  const cancelled: Order = {
    ...order,
    state: "cancelled",
    cancelled: { by, cause, cites, ...(staff === undefined ? {} : { staff }) },
  };
  endOrder(context, cancelled, {
    move: { atMs: context.nowMs, from: order.state, to: "cancelled", units: -order.units, by, reason },
    units,
    goTo: by === "shop" || by === "fraud" ? "redraw" : "next",
  });
  callNext(context);
  return ok(orderView(cancelled, sale.definition, context.nowMs));
}
