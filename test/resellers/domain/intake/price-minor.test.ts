import { expect, it } from "vitest";
import { priceMinor, priceText } from "../../../../src/resellers/domain/intake/price-minor.ts";

it.each<[string, string, number | undefined]>([
  ["13999", "INR", 1_399_900],
  ["13999.5", "INR", 1_399_950],
  [" 0.1 ", "EUR", 10],
  ["13999", "JPY", 13_999],
  ["13999.00", "JPY", 13_999],
  ["1.234", "KWD", 1_234],
  ["9007199254740", "INR", 900_719_925_474_000],
  ["13,999", "INR", undefined],
  ["13999.999", "INR", undefined],
  ["-1", "INR", undefined],
  ["1e3", "INR", undefined],
  ["", "INR", undefined],
  ["99999999999999", "INR", undefined],
])("priceMinor of %s %s is %s", (text, currency, amountMinor) => {
  expect(priceMinor(text, currency)).toBe(amountMinor);
});

it.each([
  [1_399_900, "INR", "13999.00"],
  [5, "EUR", "0.05"],
  [13_999, "JPY", "13999"],
  [1_234, "KWD", "1.234"],
  [0, "INR", "0.00"],
])("priceText of %s %s is %s, which reads back", (amountMinor, currency, text) => {
  expect([priceText(amountMinor, currency), priceMinor(text, currency)]).toEqual([text, amountMinor]);
});
