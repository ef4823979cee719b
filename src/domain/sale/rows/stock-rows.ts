import { assert } from "../../result.ts";
import type { Stock } from "../../stock/stock.ts";
import type { SaleRecord } from "../record.ts";
import type { Journal } from "./journal.ts";

/** The sale and its stock: one row each. */
export interface StockRows {
  findSale(): SaleRecord | undefined;
  writeSale(sale: SaleRecord): void;

  readStock(): Stock;
  writeStock(stock: Stock): void;
}

export type StockTables = { readonly sale: Map<"sale", SaleRecord>; readonly stock: Map<"stock", Stock> };

export function memoryStock({ sale, stock }: StockTables, journal: Journal): StockRows {
  return {
    findSale: () => sale.get("sale"),
    writeSale: (record) => journal.write(sale, "sale", record),

    readStock() {
      const known = stock.get("stock");
      assert(known !== undefined, "a sale has a stock");
      return known;
    },
    writeStock: (figures) => journal.write(stock, "stock", figures),
  };
}
