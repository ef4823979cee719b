import { defineDetector } from "./detector.ts";

/**
 * The price asked, against the brand's list price of the same product in the same currency. A list price may be read
 * with or without sales tax, so the mark-up is taken over the higher reading and the bargain under the lower one.
 * Other currencies are not compared: a rate of the day would be one more thing to argue about.
 */
export const price = defineDetector({
  id: "price",
  title: "The price is far from the list price",
  signs: ["mark-up", "too-cheap"],
  detect: ({ listing }, brand, thresholds) => {
    const asked = listing.price;
    const list = asked && brand.profile.prices.find((one) => one.sku === asked.sku && one.currency === asked.currency);
    if (!list) return [];
    const tax = 1 + list.taxPercent / 100;
    const seen = `asked ${asked.amountMinor}, list ${list.amountMinor} minor units of ${list.currency}`;
    if (asked.amountMinor >= list.amountMinor * tax * thresholds.markUpRatioMin)
      return [{ sign: "mark-up", detail: seen }];
    if (asked.amountMinor <= (list.amountMinor / tax) * thresholds.tooCheapRatioMax)
      return [{ sign: "too-cheap", detail: seen }];
    return [];
  },
});
