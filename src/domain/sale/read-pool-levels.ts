import { openingStock, type Stock } from "../stock/stock.ts";
import type { SaleContext } from "./context.ts";
import { offeredUnits } from "./offered-units.ts";
import { type SaleRecord, stockLevel } from "./record.ts";

export type StockLevel = ReturnType<typeof stockLevel>;

/** Whether buyers who collect at each of these partners may still find a unit, by their ids; undefined where there is no such sale. */
export function viewPoolLevels(
  { store }: Pick<SaleContext, "store">,
  partnerIds: readonly string[],
): readonly StockLevel[] | undefined {
  const sale = store.findSale();
  if (sale === undefined) return undefined;
  return partnerIds.map((partnerId) => levelFor({ store }, sale, partnerId));
}

/** What a partner sees of a sale: what its buyers may still find, and the figures of units that are its own. */
export type OwnPool = { readonly stock: StockLevel; readonly pool?: Stock };

export function viewOwnPool({ store }: Pick<SaleContext, "store">, partnerId: string): OwnPool | undefined {
  const sale = store.findSale();
  if (sale === undefined) return undefined;
  const pool = sale.pooling === undefined ? openingStock(0) : store.readPool(partnerId);
  return { stock: levelFor({ store }, sale, partnerId), ...(pool.received === 0 ? {} : { pool }) };
}

function levelFor(context: Pick<SaleContext, "store">, sale: SaleRecord, partnerId: string): StockLevel {
  const offered = offeredUnits(context, sale, partnerId);
  return stockLevel((offered.find(({ stock }) => stock.free > 0) ?? offered[0])?.stock ?? openingStock(0));
}
