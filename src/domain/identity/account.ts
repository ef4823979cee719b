import type { Checkout } from "../checkout.ts";

/** The shop's own id, byte for byte: only the shop knows which spellings of it are one account. */
export function accountValue(account: Checkout["account"]): string {
  return account.id;
}
