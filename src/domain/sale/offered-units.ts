import { COMMON_POOL } from "../stock/pools.ts";
import type { Stock } from "../stock/stock.ts";
import type { SaleContext } from "./context.ts";
import type { SaleRecord } from "./record.ts";

/** Units that a checkout may take. `pool` is the partner whose they are, and absent of common ones and where there are no pools. */
export type OfferedUnits = { readonly pool?: string | undefined; readonly stock: Stock };

/**
 * From where a checkout may take its units, what is taken first before what is taken then.
 * @param partner at whose place the goods are collected, or who led the buyer here
 */
export function offeredUnits(
  { store }: Pick<SaleContext, "store">,
  { pooling }: Pick<SaleRecord, "pooling">,
  partner: string | undefined,
): readonly OfferedUnits[] {
  if (pooling === undefined) return [{ stock: store.readStock() }];
  const common: OfferedUnits = { stock: store.readPool(COMMON_POOL) };
  const own = partner === undefined ? undefined : store.readPool(partner);
  if (partner === undefined || own === undefined || own.received === 0) return [common];
  const offered: OfferedUnits = { pool: partner, stock: own };
  return pooling === "strict" ? [offered] : [offered, common];
}
