import { openingStock } from "../stock/stock.ts";
import type { SaleContext } from "./context.ts";
import { offeredUnits } from "./offered-units.ts";
import { stockLevel } from "./record.ts";

export type StockLevel = ReturnType<typeof stockLevel>;

/** Whether buyers who collect at each of these partners may still find a unit, by their ids; undefined where there is no such sale. */
export function viewPoolLevels(
  { store }: Pick<SaleContext, "store">,
  partnerIds: readonly string[],
): readonly StockLevel[] | undefined {
  const sale = store.findSale();
  if (sale === undefined) return undefined;
  return partnerIds.map((partnerId) => {
    const offered = offeredUnits({ store }, sale, partnerId);
    return stockLevel((offered.find(({ stock }) => stock.free > 0) ?? offered[0])?.stock ?? openingStock(0));
  });
}
