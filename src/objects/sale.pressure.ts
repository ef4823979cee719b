import type { PressureState } from "../domain/pressure/pressure-state.ts";
import type { BackingRows } from "../domain/sale/memory/stored-rows.ts";
import { firstRow } from "./first-row.ts";
import type { Sql } from "./sql.ts";

/** How hard the sale is pressed, in SQLite: one row. */
export function sqlPressure(sql: Sql): BackingRows<PressureState> {
  return {
    read([key = ""]) {
      const row = firstRow<{ state: string }>(sql, "SELECT state FROM pressure WHERE id = 1");
      return row === undefined ? new Map() : new Map<string, PressureState>([[key, JSON.parse(row.state)]]);
    },
    write(changes) {
      for (const { row } of changes) {
        sql.exec("INSERT OR REPLACE INTO pressure (id, state) VALUES (1, ?)", JSON.stringify(row));
      }
    },
  };
}
