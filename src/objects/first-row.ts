import type { Sql, SqlValue } from "./sql.ts";

/** The first row that a query gives. */
export function firstRow<Row extends Record<string, SqlValue>>(
  sql: Sql,
  query: string,
  ...bindings: SqlValue[]
): Row | undefined {
  for (const row of sql.exec<Row>(query, ...bindings)) return row;
  return undefined;
}
