import { ORDERS_SWEPT_AT_ONCE } from "../../limits.ts";
import { isOverdue, lapsesAtMs } from "../../order/order.ts";
import { assert } from "../../result.ts";
import { callNext } from "../calling/call-next.ts";
import type { SaleContext } from "../context.ts";
import { recordEndsSoon, recordOverdue } from "../record-move.ts";
import { bringBack, endHold } from "./end-hold.ts";
import { lapseOrder } from "./end-order.ts";

/**
 * Ends every hold and every turn whose time is over, frees the units that are due back and calls the next of the order. Each command
 * runs it first, in its own transaction, so that no answer depends on an alarm; the alarm runs it where no command came. Orders are
 * promised for the same second by the hundred thousand, and others wait meanwhile: so some of them are ended or told of at once, and
 * an alarm comes for the rest.
 */
export function sweep(context: SaleContext): void {
  const { store, nowMs } = context;
  for (let due = store.dueHolds(nowMs); due.length > 0; due = store.dueHolds(nowMs)) {
    for (const hold of due) {
      if (hold.state === "held") assert(endHold(context, hold, "expire").ok, "a due hold ends");
      else bringBack(context, hold);
    }
  }
  for (const order of store.ordersDue(nowMs, ORDERS_SWEPT_AT_ONCE)) {
    if (isOverdue(order, nowMs) && !order.overdueTold) recordOverdue(context, order);
    else if (lapsesAtMs(order) <= nowMs) lapseOrder(context, order);
    else recordEndsSoon(context, order);
  }
  callNext(context);
}
