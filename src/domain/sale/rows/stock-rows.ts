import { assert } from "../../result.ts";
import type { Stock } from "../../stock/stock.ts";
import type { Rows } from "../memory/rows.ts";
import type { SaleRecord } from "../record.ts";

/** The sale and its stock: one row each. */
export interface StockRows {
  findSale(): SaleRecord | undefined;
  writeSale(sale: SaleRecord): void;

  readStock(): Stock;
  writeStock(stock: Stock): void;
}

export function stockRows({
  sale,
  stock,
}: {
  readonly sale: Rows<SaleRecord>;
  readonly stock: Rows<Stock>;
}): StockRows {
  return {
    findSale: () => sale.get("sale"),
    writeSale: (record) => sale.put("sale", record),

    readStock() {
      const known = stock.get("stock");
      assert(known !== undefined, "a sale has a stock");
      return known;
    },
    writeStock: (figures) => stock.put("stock", figures),
  };
}
