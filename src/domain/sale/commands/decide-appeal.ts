import { type HeardAppeal, heardIn } from "../../campaign/heard-appeal.ts";
import type { AppealOutcome, Order } from "../../order/order.ts";
import { type OrderView, orderView } from "../../order/order-view.ts";
import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import { recordAppeal } from "../record-move.ts";
import type { SaleRefusal } from "../refusal.ts";
import { findOrder } from "./find-order.ts";

export type DecideAppealCommand = {
  readonly orderId: string;
  readonly outcome: AppealOutcome;
  readonly reason: string;
  /** The person who decides. */
  readonly staff: string;
};

/** What was decided, what the cancellation had rested on, and who is owed a ticket for it. */
export type DecidedAppeal = {
  readonly order: OrderView;
  readonly cites: string | undefined;
  /** Of an appeal that was upheld in a sale of a campaign. */
  readonly heard: HeardAppeal | undefined;
};

/**
 * Somebody of the staff who did not cancel an order looks at it again. The order stays cancelled: its units may be somebody else's by
 * now, and its buyer was free to buy again from the moment it ended. The same once more changes nothing.
 */
export function decideAppeal(
  context: SaleContext,
  { orderId, outcome, reason, staff }: DecideAppealCommand,
): Result<DecidedAppeal, SaleRefusal> {
  const found = findOrder(context, { by: "staff", orderId });
  if (!found.ok) return found;
  const { order, sale } = found.value;
  const { cancelled } = order;
  const refuse = (because: "none" | "decided" | "own") => err({ kind: "appeal-not-open", because } as const);
  if (cancelled?.by !== "fraud") return refuse("none");
  const { appeal: earlier } = cancelled;
  const isRepeat = earlier?.outcome === outcome && earlier.staff === staff;
  if (earlier !== undefined && !isRepeat) return refuse("decided");
  if (cancelled.staff === staff) return refuse("own");
  const appeal = earlier ?? { outcome, reason, staff, atMs: context.nowMs };
  const decided: Order = { ...order, cancelled: { ...cancelled, appeal } };
  if (!isRepeat) recordAppeal(context, decided, outcome);
  const heard = appeal.outcome === "upheld" ? heardIn(sale, appeal.atMs, buyerOf(context, order)) : undefined;
  return ok({ order: orderView(decided, sale.definition, context.nowMs), cites: cancelled.cites, heard });
}

function buyerOf({ store }: SaleContext, { holds: [first] }: Order): string | undefined {
  return first === undefined ? undefined : store.findHold(first)?.account;
}
