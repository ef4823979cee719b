/** Digits of a number that tell its neighbours apart: numbers are rented out by the hundred. */
const RANGE_DIGITS = 2;

/** The hundred numbers that a number lies in: accounts that were made with rented numbers share it. @param number E.164 */
export function phoneRange(number: string): string {
  return number.slice(0, -RANGE_DIGITS);
}
