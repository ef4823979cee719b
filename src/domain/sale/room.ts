import {
  ACCOUNT_ATTEMPTS_WRITTEN_MAX,
  SALE_BYTES_COUNTED_ALONE,
  SALE_BYTES_FILLING,
  SALE_BYTES_FULL,
} from "../limits.ts";
import type { AccountHistory } from "./rows/account-rows.ts";
import type { SaleStore } from "./store.ts";

/** How much room a sale has left in its object, the most first; each says what is done about it. */
export type Room = "enough" | "filling" | "refusals-counted-alone" | "full";

export function roomOf(bytesUsed: number): Room {
  if (bytesUsed >= SALE_BYTES_FULL) return "full";
  if (bytesUsed >= SALE_BYTES_COUNTED_ALONE) return "refusals-counted-alone";
  return bytesUsed >= SALE_BYTES_FILLING ? "filling" : "enough";
}

/**
 * Whether an attempt that held nothing is written. One that is not is decided and answered as any other, and counted; its record,
 * its reply and what it was known by are kept nowhere. So an account fills no sale, however often it is refused, and all accounts
 * together leave room for what is held.
 */
export function isRefusalWritten(store: SaleStore, account: AccountHistory): boolean {
  const room = roomOf(store.bytesUsed());
  return account.attempts < ACCOUNT_ATTEMPTS_WRITTEN_MAX && (room === "enough" || room === "filling");
}
