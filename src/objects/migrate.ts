/**
 * Brings a schema up to date, one step per transaction, so that a crash at any statement leaves a schema that the next start
 * finishes. A table of our own keeps the count: the runtime does not offer `PRAGMA user_version`.
 * @param migrations steps in order; a released one is never edited
 */
export function migrate(storage: DurableObjectStorage, migrations: readonly string[]): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS schema_step (step INTEGER PRIMARY KEY)");
  const done = sql.exec<{ steps: number }>("SELECT COUNT(*) AS steps FROM schema_step").one().steps;
  for (const [index, migration] of migrations.entries()) {
    if (index < done) continue;
    storage.transactionSync(() => {
      sql.exec(migration);
      sql.exec("INSERT INTO schema_step (step) VALUES (?)", index);
    });
  }
}

/** Whether anything was ever written here: an object that merely was asked something has no schema and stays empty. */
export function hasSchema({ sql }: DurableObjectStorage): boolean {
  const tables = sql.exec<{ tables: number }>(
    "SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table' AND name = 'schema_step'",
  );
  return tables.one().tables > 0;
}
