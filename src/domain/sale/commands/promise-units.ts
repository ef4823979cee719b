import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";

export type PromiseUnitsCommand = {
  readonly shop: string;
  /** For as many invites, one each. */
  readonly units: number;
};

export type PromisedUnits = { readonly promisedUnits: number };

export type PromiseRefusal = Extract<SaleRefusal, { kind: "sale-unknown" | "invites-exceed-units" | "sale-halted" }>;

/**
 * Keeps units for who is invited, before the invites are issued: from then on so many stay in the sale, whatever its shop withdraws. A
 * smaller promise, or the same again, changes nothing: what was kept for invites that ended is there for the next ones, and a call that
 * comes late takes nothing from those which were issued since.
 * @returns `invites-exceed-units` where the sale has fewer
 */
export function promiseUnits(
  { store }: Pick<SaleContext, "store">,
  { shop, units }: PromiseUnitsCommand,
): Result<PromisedUnits, PromiseRefusal> {
  const sale = store.findSale();
  if (sale === undefined || sale.shop !== shop) return err({ kind: "sale-unknown" });
  const { received, withdrawn } = store.readStock();
  if (units > received - withdrawn) return err({ kind: "invites-exceed-units", units: received - withdrawn });
  const promisedUnits = Math.max(sale.promisedUnits ?? 0, units);
  store.writeSale({ ...sale, promisedUnits });
  return ok({ promisedUnits });
}
