/** Messages of SQLite about a disk or a lock, never about a statement. */
const DISK = /\bSQLITE_(FULL|IOERR|READONLY|CANTOPEN|NOMEM|BUSY|LOCKED|CORRUPT|NOTADB|PROTOCOL|INTERRUPT)\b/;
/** Every error of D1 begins so; what D1 says of a statement of ours names one of these, or a type or column. */
const DATABASE = /^D1_(EXEC_)?ERROR\b/;
const STATEMENT = /\bSQLITE_(ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|MISUSE|AUTH)/;
/** What R2 says where it failed itself or is asked too much, and a queue that took nothing. */
const BUCKET_OR_QUEUE = /\((10001|10043|10058)\)$|^Queue send(Batch)? failed\b/;

/**
 * Whether something was thrown because a database, a bucket, a queue, a disk or the way to it failed, so that the same call may go well later. A
 * statement that is wrong fails again: that is a fault of ours.
 * @see https://developers.cloudflare.com/d1/observability/debug-d1/
 * @see https://developers.cloudflare.com/r2/api/error-codes/
 */
export function isStorageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (DISK.test(error.message) || BUCKET_OR_QUEUE.test(error.message)) return true;
  if (DATABASE.test(error.message)) return !STATEMENT.test(error.message);
  return "retryable" in error && error.retryable === true;
}
