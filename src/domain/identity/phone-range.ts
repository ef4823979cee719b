import type { Checkout } from "../checkout.ts";
import type { Identity } from "./identity.ts";

/** Digits of a number that tell its neighbours apart: numbers are rented out by the hundred. */
const RANGE_DIGITS = 2;
/** From this age on an account was made for more than the sale of these days. */
const NEW_ACCOUNT_MS = 30 * 24 * 3_600_000;

/** The hundred numbers that a number lies in: accounts that were made with rented numbers share it. @param number E.164 */
export function phoneRange(number: string): string {
  return number.slice(0, -RANGE_DIGITS);
}

/** The range of a new account's telephone; of an old account nobody asks, so that most checkouts keep one thing less. */
export function rangeOfNewAccount(
  { phoneRange: range }: Identity["values"],
  { createdAt }: Checkout["account"],
  nowMs: number,
): string | undefined {
  const isNew = createdAt === undefined || nowMs - Date.parse(createdAt) < NEW_ACCOUNT_MS;
  return isNew ? range : undefined;
}
