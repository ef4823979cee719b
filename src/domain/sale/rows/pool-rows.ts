import { COMMON_POOL, type NamedPool } from "../../stock/pools.ts";
import { openingStock, type Stock } from "../../stock/stock.ts";
import type { SaleBacking } from "../backing.ts";
import type { Rows } from "../memory/rows.ts";

/** The units of a sale by the partner whose they are; there are none where a sale has no pools. */
export interface PoolRows {
  /** A pool that was never written has no units. */
  readPool(pool: string): Stock;
  writePool(pool: NamedPool): void;
  /** Those of partners, in the order of their ids. Reads every pool. */
  partnerPools(): readonly NamedPool[];
}

export function poolRows({
  pools,
  fold,
  backing,
}: {
  readonly pools: Rows<Stock>;
  readonly fold: () => void;
  readonly backing: Pick<SaleBacking, "allPools">;
}): PoolRows {
  return {
    readPool: (pool) => pools.get(pool) ?? openingStock(0),
    writePool: ({ pool, stock }) => pools.put(pool, stock),
    partnerPools() {
      fold();
      return backing.allPools().filter(({ pool }) => pool !== COMMON_POOL);
    },
  };
}
