import { assert, err, ok, type Result } from "../../result.ts";
import { applyToLedger } from "../../stock/ledger.ts";
import type { Stock } from "../../stock/stock.ts";
import { isChartered } from "../../terms/draw.ts";
import type { SaleContext } from "../context.ts";
import { mayTouch, type Party } from "../party.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";

/** What its shop, or somebody of the staff, does with a sale that exists. */
export type ManageSaleCommand = {
  readonly by: Party;
  readonly change: { readonly add: number } | { readonly withdraw: number } | { readonly paused: boolean };
};

export type ManagedSale = { readonly sale: SaleRecord; readonly stock: Stock; readonly shortfall: number };

/**
 * Adds units, withdraws free ones (never a held or sold one: the rest is the shortfall), pauses or resumes. The units of a draw
 * are fixed with its charter.
 */
export function manageSale(context: SaleContext, command: ManageSaleCommand): Result<ManagedSale, SaleRefusal> {
  const { store, nowMs } = context;
  const { change } = command;
  const sale = store.findSale();
  if (sale === undefined || !mayTouch(command.by, sale.shop)) return err({ kind: "sale-unknown" });
  if ("paused" in change) {
    const changed: SaleRecord = { ...sale, paused: change.paused };
    store.writeSale(changed);
    return ok({ sale: changed, stock: store.readStock(), shortfall: 0 });
  }
  // A charter promised so many units to who registered: who is called has one.
  if (isChartered(sale.definition, nowMs)) return err({ kind: "sale-field-fixed", fields: ["units"] });
  const moved = applyToLedger(
    store.readStock(),
    "add" in change ? { kind: "add", units: change.add } : { kind: "withdraw", units: change.withdraw },
    nowMs,
  );
  assert(moved.ok, "adding and withdrawing units is always possible");
  store.writeStock(moved.value.stock);
  return ok({ sale, stock: moved.value.stock, shortfall: moved.value.shortfall ?? 0 });
}
