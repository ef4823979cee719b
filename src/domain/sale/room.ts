import { ACCOUNT_ATTEMPTS_WRITTEN_MAX } from "../limits.ts";
import { isReserved } from "../room.ts";
import type { AccountHistory } from "./rows/account-rows.ts";
import type { SaleStore } from "./store.ts";

/**
 * Whether an attempt that held nothing is written. One that is not is decided and answered as any other, and counted; its record,
 * its reply and what it was known by are kept nowhere. So an account fills neither its sale nor the archive of all sales, however
 * often it is refused, and all accounts together leave room for what is held.
 */
export function isRefusalWritten(store: SaleStore, account: AccountHistory): boolean {
  if (account.attempts >= ACCOUNT_ATTEMPTS_WRITTEN_MAX) return false;
  return !isReserved(store.bytesUsed()) && !isReserved(store.archiveBytes());
}
