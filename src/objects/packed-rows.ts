import type { Sql, SqlValue } from "./sql.ts";

/**
 * Reads all rows of a query as one JSON text. The runtime takes longer to hand over a value from SQLite than JSON takes to hold
 * and to read it, so this is worth it for queries with many rows.
 * @param query answers one row with one column `packed`, made by `json_group_array`
 * @returns what is in that array; its elements are as the query packs them
 */
export function packedRows<Row>(sql: Sql, query: string, ...bindings: SqlValue[]): readonly Row[] {
  return JSON.parse(sql.exec<{ packed: string }>(query, ...bindings).one().packed);
}
