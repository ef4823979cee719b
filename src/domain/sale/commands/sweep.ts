import { isOverdue } from "../../order/order.ts";
import { assert } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { SaleContext } from "../context.ts";
import { recordOverdue } from "../record-move.ts";
import { lapseOrder } from "./cancel-order.ts";
import { bringBack, endHold } from "./end-hold.ts";

/**
 * Ends every hold, every turn and every order whose time is over, frees the units that are due back and calls the next of the order. Each command
 * runs it first, in its own transaction, so that no answer depends on an alarm; the alarm runs it where no command came.
 */
export function sweep(context: SaleContext): void {
  const { store, nowMs } = context;
  for (let due = store.dueHolds(nowMs); due.length > 0; due = store.dueHolds(nowMs)) {
    for (const hold of due) {
      if (hold.state === "held") assert(endHold(context, hold, "expire").ok, "a due hold ends");
      else bringBack(context, hold);
    }
  }
  for (let due = store.ordersDue(nowMs); due.length > 0; due = store.ordersDue(nowMs)) {
    for (const order of due) {
      if (isOverdue(order, nowMs) && !order.overdueTold) recordOverdue(context, order);
      else lapseOrder(context, order);
    }
  }
  callNext(context);
}
