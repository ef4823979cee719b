import type { Order } from "../../order/order.ts";
import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import { mayTouch, type PartnerParty, type Party } from "../party.ts";
import type { SaleRecord } from "../record.ts";
import type { OrderRefusal, SaleRefusal } from "../refusal.ts";
import { currentOrder } from "./end-order.ts";

/** Who asks for which order. */
export type OrderReference = { readonly by: Party; readonly orderId: string };
/** A partner asks as well, and finds what is collected at its own place. */
export type PlacedReference = { readonly by: Party | PartnerParty; readonly orderId: string };
export type FoundOrder = { readonly sale: SaleRecord; readonly order: Order };

export function findOrder(context: SaleContext, { by, orderId }: PlacedReference): Result<FoundOrder, SaleRefusal> {
  const sale = context.store.findSale();
  if (sale === undefined) return err({ kind: "sale-unknown" });
  const order = currentOrder(context, orderId);
  if (by !== "staff" && "partner" in by) return findAtPartner({ sale, order }, by);
  if (!mayTouch(by, sale.shop)) return err({ kind: "sale-unknown" });
  return order === undefined ? err({ kind: "order-unknown" }) : ok({ sale, order });
}

/** Of an order that waits elsewhere a partner is told where, so that it can send the buyer there, and nothing more. */
function findAtPartner(
  { sale, order }: Pick<FoundOrder, "sale"> & { readonly order: Order | undefined },
  { partner }: PartnerParty,
): Result<FoundOrder, SaleRefusal> {
  if (order?.collect === undefined) return err({ kind: "order-unknown" });
  const { partnerId } = order.collect;
  return partnerId === partner ? ok({ sale, order }) : err({ kind: "wrong-place", partnerId });
}

/** The same, of an order that nothing ended yet. */
export function findOpenOrder(context: SaleContext, reference: PlacedReference): Result<FoundOrder, SaleRefusal> {
  const found = findOrder(context, reference);
  const ended = found.ok ? refuseEnded(found.value.order) : undefined;
  return ended === undefined ? found : err(ended);
}

/** How an order ended; undefined while it is open. */
export function refuseEnded({ state, orderId }: Order): OrderRefusal | undefined {
  switch (state) {
    case "dispatched":
      return { kind: "order-dispatched", orderId };
    case "collected":
      return { kind: "order-collected", orderId };
    case "lapsed":
      return { kind: "order-lapsed", orderId };
    case "cancelled":
      return { kind: "order-cancelled", orderId };
    case "paid":
    case "booked":
    case "ready":
      return undefined;
  }
}
