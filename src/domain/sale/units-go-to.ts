import type { CancelledBy, Order } from "../order/order.ts";
import { waitingListed } from "./calling/calling-state.ts";
import type { SaleContext } from "./context.ts";
import { phaseByTimes } from "./record.ts";

/** For whom the units of an order come back that is cancelled: nobody, once the sale is closed. */
export type UnitsGoTo = "next-of-order" | "redraw" | "sale" | "closed-sale";

/** Who cancels says it where an order was drawn: an operator who brings units back may not choose who is called for them. */
export function unitsGoTo({ store, nowMs }: SaleContext, order: Order, by: CancelledBy): UnitsGoTo {
  const sale = store.findSale();
  if (sale === undefined || phaseByTimes(sale.definition, nowMs) === "closed") return "closed-sale";
  const calling = store.findCalling();
  const isDrawn = order.holds.some((holdId) => store.findHold(holdId)?.turn !== undefined);
  if (calling === undefined || !isDrawn || waitingListed(calling) === 0) return "sale";
  return by === "shop" || by === "fraud" ? "redraw" : "next-of-order";
}

/** Whether the units of an order may leave its sale: what invites promise stays in it. */
export function mayWithdraw({ store }: Pick<SaleContext, "store">, { units }: Pick<Order, "units">): boolean {
  const { received, withdrawn } = store.readStock();
  return units <= received - withdrawn - (store.findSale()?.promisedUnits ?? 0);
}
