/** Begins what a storage fault says, since of an error that leaves an object only the text arrives. */
const TAG = "storage fault: ";
/** What SQLite, D1 and R2 blame on the statement, its values or the name that we gave. */
const OF_OURS =
  /\bSQLITE_(ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|MISUSE|AUTH)|^D1_TYPE_ERROR\b|\((10020|10021|10022)\)$/;
/** Result codes of SQLite about a disk or a lock: an object's own rows are read in the middle of everything, and are not watched. */
const DISK = /\bSQLITE_(FULL|IOERR|READONLY|CANTOPEN|NOMEM|BUSY|LOCKED|CORRUPT|NOTADB|PROTOCOL|INTERRUPT)\b/;

/** A database, a bucket or the way to it failed under a call, and the same call may go well later. */
export class StorageFault extends Error {
  override readonly name = "StorageFault";

  constructor(cause: unknown) {
    super(`${TAG}${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * What a call to a binding threw, as it is passed on: a fault of storage, whatever its words are, unless they blame what we asked.
 * Words that are not known are taken for a fault, since "come back" is then the better answer.
 * @see https://www.sqlite.org/rescode.html
 * @see https://developers.cloudflare.com/r2/api/error-codes/
 */
export function thrownByStorage(error: unknown): unknown {
  return error instanceof Error && OF_OURS.test(error.message) ? error : new StorageFault(error);
}

/**
 * Whether something was thrown because a database, a bucket, a disk or the way to it failed, so that the same call may go well
 * later. A statement that is wrong fails again: that is a fault of ours.
 */
export function isStorageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StorageFault || error.message.includes(TAG) || DISK.test(error.message)) return true;
  return "retryable" in error && error.retryable === true;
}
