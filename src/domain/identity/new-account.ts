import type { Checkout } from "../checkout.ts";

/** From this age on an account was made for more than the sale of these days. */
const NEW_ACCOUNT_MS = 30 * 24 * 3_600_000;

/** Whether an account may have been made for a sale of these days; so does one of which the shop does not say. */
export function isNewAccount({ createdAt }: Checkout["account"], nowMs: number): boolean {
  return createdAt === undefined || nowMs - Date.parse(createdAt) < NEW_ACCOUNT_MS;
}
