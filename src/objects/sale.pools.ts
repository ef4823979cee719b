import type { SaleBacking } from "../domain/sale/backing.ts";
import type { Stock } from "../domain/stock/stock.ts";
import type { Sql } from "./sql.ts";
import { type SqlTable, sqlRows } from "./sql-rows.ts";

type PoolRow = {
  partner_id: string;
  received: number;
  free: number;
  held: number;
  returning_units: number;
  sold: number;
  withdrawn: number;
};

const POOLS: SqlTable<PoolRow, Stock> = {
  name: "pool",
  key: "partner_id",
  columns: ["partner_id", "received", "free", "held", "returning_units", "sold", "withdrawn"],
  // In the order of a stock that was never stored, since figures are answered in theirs.
  load: ({ received, free, held, returning_units: returning, sold, withdrawn }) => ({
    received,
    free,
    held,
    returning,
    sold,
    withdrawn,
  }),
  save: ({ returning, ...figures }, partnerId) => ({
    partner_id: partnerId,
    ...figures,
    returning_units: returning,
  }),
};

/** The units of a sale by the partner whose they are, in SQLite. */
export function sqlPools(sql: Sql): Pick<SaleBacking, "pools" | "allPools"> {
  return {
    pools: sqlRows(sql, POOLS),
    allPools: () =>
      sql
        .exec<PoolRow>("SELECT * FROM pool ORDER BY partner_id")
        .toArray()
        .map((row) => ({ pool: row.partner_id, stock: POOLS.load(row) })),
  };
}
