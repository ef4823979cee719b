/** A value that a statement binds and a row holds. */
export type SqlValue = string | number | ArrayBuffer | null;

/** What stored rows need of a database: a Durable Object's SQLite is one, and in rigs that of Node. */
export interface Sql {
  /** In bytes. */
  readonly databaseSize: number;
  exec<Row extends Record<string, SqlValue>>(
    query: string,
    ...bindings: SqlValue[]
  ): Iterable<Row> & { one(): Row; toArray(): Row[] };
}
