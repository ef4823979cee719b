/** The first row that a query gives. */
export function firstRow<Row extends Record<string, SqlStorageValue>>(
  sql: SqlStorage,
  query: string,
  ...bindings: SqlStorageValue[]
): Row | undefined {
  const { done, value } = sql.exec<Row>(query, ...bindings).next();
  return done ? undefined : value;
}
