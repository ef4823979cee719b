import type { EventType } from "../events/event.ts";
import { assert } from "../result.ts";
import type { Hold } from "../stock/stock.ts";
import type { SaleContext } from "./context.ts";

/** Tells what became of a hold. */
export function tellHold(
  { store, nowMs }: SaleContext,
  type: Extract<EventType, `hold.${string}`>,
  { holdId, decisionId, quantity, expiresAtMs, orderId }: Hold,
): void {
  const sale = store.findSale();
  assert(sale !== undefined, "a hold is of a sale");
  store.emit({
    type,
    atMs: nowMs,
    data: {
      saleId: sale.saleId,
      holdId,
      decisionId,
      quantity,
      expiresAt: new Date(expiresAtMs).toISOString(),
      ...(orderId === undefined ? {} : { orderId }),
    },
  });
}
