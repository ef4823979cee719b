import { describe, expect, it } from "vitest";
import { price } from "../../../../src/resellers/domain/detectors/price.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

/** The shipped profile lists this product at 13,999.00 INR with 5.5 % tax. */
function signsFor(asked: { amountMinor: number; sku?: string; currency?: string }): readonly string[] {
  const subject = subjectAt("sale.example", { price: { sku: "MI3-16GB", currency: "INR", ...asked } });
  return price.detect(subject, xiaomi, settings.thresholds).map(({ sign }) => sign);
}

describe("the price against the list price", () => {
  it.each([
    [2_400_000, ["mark-up"]],
    [1_846_200, ["mark-up"]],
    [1_846_000, []],
    [1_399_900, []],
    [796_200, []],
    [796_100, ["too-cheap"]],
    [100, ["too-cheap"]],
  ])("reads %d minor units as %j", (amountMinor, signs) => {
    expect(signsFor({ amountMinor })).toEqual(signs);
  });

  it("does not compare currencies", () => {
    expect(signsFor({ amountMinor: 100, currency: "USD" })).toEqual([]);
  });

  it("does not compare products that the brand does not list", () => {
    expect(signsFor({ amountMinor: 100, sku: "UNKNOWN" })).toEqual([]);
  });

  it("shows both prices", () => {
    const listing = { price: { sku: "MI3-16GB", amountMinor: 2_400_000, currency: "INR" } };
    expect(price.detect(subjectAt("sale.example", listing), xiaomi, settings.thresholds)).toEqual([
      { sign: "mark-up", detail: "asked 2400000, list 1399900 minor units of INR" },
    ]);
  });

  it("says nothing where no price is known", () => {
    expect(price.detect(subjectAt("sale.example"), xiaomi, settings.thresholds)).toEqual([]);
  });
});
