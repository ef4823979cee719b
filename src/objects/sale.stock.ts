import type { BackingRows } from "../domain/sale/memory/stored-rows.ts";
import type { SaleRecord } from "../domain/sale/record.ts";
import type { Stock } from "../domain/stock/stock.ts";
import { firstRow } from "./first-row.ts";
import type { Sql } from "./sql.ts";

/** The sale in SQLite: one row. */
export function sqlSale(sql: Sql): BackingRows<SaleRecord> {
  return {
    read([key = ""]) {
      const row = firstRow<{ record: string }>(sql, "SELECT record FROM sale WHERE id = 1");
      return row === undefined ? new Map() : new Map<string, SaleRecord>([[key, JSON.parse(row.record)]]);
    },
    write(changes) {
      for (const { row } of changes) {
        sql.exec("INSERT OR REPLACE INTO sale (id, record) VALUES (1, ?)", JSON.stringify(row));
      }
    },
  };
}

/** Its stock: one row. */
export function sqlStock(sql: Sql): BackingRows<Stock> {
  return {
    read([key = ""]) {
      const stock = firstRow<Stock>(
        sql,
        `SELECT received, free, held, returning_units AS "returning", sold, withdrawn FROM stock WHERE id = 1`,
      );
      return stock === undefined ? new Map() : new Map([[key, stock]]);
    },
    write(changes) {
      for (const { row } of changes) {
        sql.exec(
          `INSERT OR REPLACE INTO stock (id, received, free, held, returning_units, sold, withdrawn)
           VALUES (1, ?, ?, ?, ?, ?, ?)`,
          row.received,
          row.free,
          row.held,
          row.returning,
          row.sold,
          row.withdrawn,
        );
      }
    },
  };
}
