import type { Checkout } from "../checkout.ts";
import type { Identity } from "./identity.ts";
import { isNewAccount } from "./new-account.ts";

/** Digits of a number that tell its neighbours apart: numbers are rented out by the hundred. */
const RANGE_DIGITS = 2;

/** The hundred numbers that a number lies in: accounts that were made with rented numbers share it. @param number E.164 */
export function phoneRange(number: string): string {
  return number.slice(0, -RANGE_DIGITS);
}

/** The range of a new account's telephone; of an old account nobody asks, so that most checkouts keep one thing less. */
export function rangeOfNewAccount(
  { phoneRange: range }: Identity["values"],
  account: Checkout["account"],
  nowMs: number,
): string | undefined {
  return isNewAccount(account, nowMs) ? range : undefined;
}
