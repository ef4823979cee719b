import { canonicalJson } from "../../canonical-json.ts";
import { DELAYS_TOLD_AT_ONCE } from "../../limits.ts";
import { delayedTo } from "../../order/order-view.ts";
import type { SaleDefinition } from "../../terms/definition.ts";
import type { ShippingTerms } from "../../terms/fulfilment.ts";
import type { SaleContext } from "../context.ts";
import type { DelayToTell, SaleRecord } from "../record.ts";
import { recordDelay } from "../record-move.ts";

/** Before every order. */
const BEGINNING: DelayToTell["after"] = { atMs: 0, id: "" };

/**
 * What there is to tell once the terms of a sale are others. Dates that change while orders are being told of a change begin it anew:
 * an order may be told twice then.
 */
export function delayToTell({ definition, delay }: SaleRecord, changed: SaleDefinition): DelayToTell | undefined {
  const before = shippingTerms(definition);
  if (canonicalJson(before) === canonicalJson(shippingTerms(changed))) return delay;
  return { before: delay?.before ?? before, after: BEGINNING };
}

/**
 * Tells of some orders that are still to be sent that a later date is said for them now. A sale may have a hundred thousand of them, and
 * others wait meanwhile: so the alarm runs it, until none is left.
 * @returns whether there may be more
 */
export function tellDelays(context: SaleContext): boolean {
  const { store } = context;
  const sale = store.findSale();
  if (sale?.delay === undefined) return false;
  const { before, after } = sale.delay;
  const unsent = store.unsentAfter(after, DELAYS_TOLD_AT_ONCE);
  for (const { order } of unsent) {
    const isMs = delayedTo(order, sale.definition);
    if (isMs !== undefined && isMs !== delayedTo(order, before)) recordDelay(context, order, isMs);
  }
  const last = unsent.length < DELAYS_TOLD_AT_ONCE ? undefined : unsent.at(-1);
  const { delay: _, ...told } = sale;
  store.writeSale(last === undefined ? told : { ...sale, delay: { before, after: last.due } });
  return last !== undefined;
}

function shippingTerms({ shipBy, shipWithinDays, waves, timeZone }: SaleDefinition): ShippingTerms {
  return {
    ...(shipBy === undefined ? {} : { shipBy }),
    ...(shipWithinDays === undefined ? {} : { shipWithinDays }),
    ...(waves === undefined ? {} : { waves }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}
