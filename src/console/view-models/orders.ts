import type { AppealState, CancelCause, CancelledBy, Order, OrderMove, OrderUnits } from "../../domain/order/order.ts";
import type { OrderView } from "../../domain/order/order-view.ts";
import { buyerWords } from "../../domain/order/order-words.ts";
import type { OrderRecord } from "../../domain/sale/read-sale.ts";
import type { UnitsGoTo } from "../../domain/sale/units-go-to.ts";

/** What a list of orders shows, as it stands in the address. */
export type OrdersFilter = { readonly state?: string | undefined; readonly cursor?: string | undefined };

/** What somebody is about to do with an order. */
export type CancelChoice = { readonly by: CancelledBy; readonly cause: CancelCause; readonly units: OrderUnits };

export type ShownOrder = {
  readonly view: OrderView;
  readonly moves: readonly OrderMove[];
  /** Whether it can still be cancelled, by this person. */
  readonly mayCancel: boolean;
  /** Of one that was cancelled for fraud. */
  readonly appeal?: ShownAppeal | undefined;
  readonly preview?: CancelPreview | undefined;
};

/** How an appeal stands, what the cancellation rests on, and whether this person may decide: who cancelled may not. */
export type ShownAppeal = {
  readonly state: AppealState;
  readonly cites?: string | undefined;
  readonly decided?: { readonly reason: string; readonly atMs: number } | undefined;
  readonly mayDecide: boolean;
};

/** What a cancellation would do, in words. */
export type CancelPreview = {
  readonly choice: CancelChoice;
  /** False where it would be refused: the units may not leave the sale. */
  readonly isPossible: boolean;
  readonly goTo: string;
  readonly buyerReads: string;
};

export type OrdersPageView = {
  readonly saleId: string;
  readonly title: string;
  readonly filter: OrdersFilter;
  readonly counts: { readonly [state: string]: number | undefined };
  readonly orders: readonly OrderView[];
  readonly next?: string | undefined;
  readonly shown?: ShownOrder | undefined;
};

const GO_TO: { readonly [to in UnitsGoTo]: string } = {
  "next-of-order": "to the next of the drawn order, who is called at once",
  redraw: "aside for a redraw: nobody is called for them until one is drawn, so that nobody can choose who has them",
  sale: "back on sale within seconds, for whoever comes first",
  "closed-sale": "back to the sale, which is closed: nobody buys them unless it is sold anew",
};

/** What a choice would do to an order. */
export function previewOf(
  { order, currency, goTo, mayWithdraw }: Pick<OrderRecord, "order" | "currency" | "goTo" | "mayWithdraw">,
  choice: CancelChoice,
): CancelPreview {
  const { by, cause, units } = choice;
  const cancelled: Order = { ...order, state: "cancelled", cancelled: { by, cause } };
  return {
    choice,
    isPossible: units === "return" || mayWithdraw,
    goTo: units === "withdraw" ? "out of the sale: nobody can buy them" : GO_TO[goTo[by]],
    buyerReads: buyerWords(cancelled, { currency, isDelayed: false }),
  };
}

/** The address of a list with this filter, and of one order in it. */
export function ordersHref(saleId: string, { state, cursor }: OrdersFilter, orderId?: string): string {
  const query = new URLSearchParams();
  if (state !== undefined) query.set("state", state);
  if (cursor !== undefined) query.set("cursor", cursor);
  if (orderId !== undefined) query.set("order", orderId);
  const path = `/console/sales/${encodeURIComponent(saleId)}/orders`;
  return query.size === 0 ? path : `${path}?${query}`;
}
