import { assert, err, ok, type Result } from "../../result.ts";
import { COMMON_POOL } from "../../stock/pools.ts";
import type { Stock } from "../../stock/stock.ts";
import { isChartered } from "../../terms/draw.ts";
import { callNext, pauseTurns } from "../calling/call-next.ts";
import { type CallingState, reservedUnits, waitingPlaces, withSetAside } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";
import { planMove, writeMove } from "../move-units.ts";
import { mayTouch, type Party } from "../party.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";
import { tellSale } from "../tell-phase.ts";

/** `reason` is told to buyers for as long as the sale is paused. */
export type Pausing = { readonly paused: boolean; readonly reason?: string | undefined };

/** What its shop, or somebody of the staff, does with a sale that exists. */
export type ManageSaleCommand = {
  readonly by: Party;
  readonly change: { readonly add: number } | { readonly withdraw: number } | Pausing;
};

export type ManagedSale = { readonly sale: SaleRecord; readonly stock: Stock; readonly shortfall: number };

/**
 * Adds units, withdraws free ones (never a held or sold one: the rest is the shortfall), pauses or resumes. The units of a draw
 * are fixed with its charter until its order is called. From then on nobody is called for units that are added but by a redraw, so that
 * nobody can walk the order to a friend; and while somebody waits only such units are withdrawn, until a redraw is promised for them.
 * Where a sale has pools, units are added to the common ones, and withdrawn from these.
 * Units that invites promise are not withdrawn.
 */
export function manageSale(context: SaleContext, command: ManageSaleCommand): Result<ManagedSale, SaleRefusal> {
  const { store, nowMs } = context;
  const { change } = command;
  const sale = store.findSale();
  if (sale === undefined || !mayTouch(command.by, sale.shop)) return err({ kind: "sale-unknown" });
  if ("paused" in change) {
    const { pauseReason: _before, ...rest } = sale;
    const told = change.paused && change.reason !== undefined ? { pauseReason: change.reason } : {};
    const changed: SaleRecord = { ...rest, paused: change.paused, ...told };
    store.writeSale(changed);
    const calling = store.findCalling();
    if (calling !== undefined) store.writeCalling(pauseTurns(calling, change.paused, nowMs));
    callNext(context);
    return ok({ sale: changed, stock: store.readStock(), shortfall: 0 });
  }
  // A charter promised so many units to who registered: who is called has one.
  const calling = store.findCalling();
  if (calling === undefined && isChartered(sale.definition, nowMs)) {
    return err({ kind: "sale-field-fixed", fields: ["units"] });
  }
  const stock = store.readStock();
  const taken = "withdraw" in change ? Math.min(change.withdraw, withdrawable(context, sale, calling)) : 0;
  if ("withdraw" in change && taken === 0) return ok({ sale, stock, shortfall: change.withdraw });
  const moved = planMove(
    context,
    "add" in change ? { kind: "add", units: change.add } : { kind: "withdraw", units: taken },
  );
  assert(moved.ok, "adding and withdrawing units is always possible");
  writeMove(store, moved.value);
  if (calling !== undefined) {
    const units = "add" in change ? change.add : -Math.min(calling.setAside - calling.promised, taken);
    store.writeCalling(withSetAside(calling, units));
    callNext(context);
  }
  tellSale(context, "sale.stock_moved");
  const shortfall = "withdraw" in change ? change.withdraw - taken : 0;
  return ok({ sale, stock: moved.value.stock, shortfall });
}

/** Of the common units, those that are promised to nobody. */
function withdrawable(
  { store }: SaleContext,
  { pooling, promisedUnits = 0 }: SaleRecord,
  calling: CallingState | undefined,
): number {
  const stock = store.readStock();
  const { free } = pooling === undefined ? stock : store.readPool(COMMON_POOL);
  const unpromised = Math.max(0, Math.min(free, stock.received - stock.withdrawn - promisedUnits));
  if (calling === undefined) return unpromised;
  return waitingPlaces(calling) > 0 ? calling.setAside - calling.promised : free - reservedUnits(calling);
}
