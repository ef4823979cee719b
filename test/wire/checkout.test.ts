import { describe, expect, it } from "vitest";
import { shopCheckoutBody } from "../../src/wire/checkout.ts";

const CHECKOUT = {
  account: { id: "acc_1", createdAt: "2026-12-01T08:30:00Z" },
  shippingAddress: { lines: ["12 Hill Road"], postalCode: "400050", country: "IN" },
  payment: { method: "upi" },
  quantity: 1,
  channel: "web",
};

function problemsOf(changed: object): string[] {
  return shopCheckoutBody.safeParse({ ...CHECKOUT, ...changed }).error?.issues.map(({ message }) => message) ?? [];
}

describe("the country of a delivery", () => {
  const to = (country: string) => problemsOf({ shippingAddress: { ...CHECKOUT.shippingAddress, country } });

  it("is one that there is, in the code of ISO 3166-1 or the one that people use for it", () => {
    expect(["IN", "GB", "UK", "EL", "XK"].flatMap(to)).toEqual([]);
  });

  it.each(["XX", "ZZ", "AA", "QQ"])("is not %s", (country) => {
    expect(to(country)).toEqual(["must be an ISO 3166-1 alpha-2 code of a country, such as IN"]);
  });
});

describe("a time with an offset", () => {
  it("hears that times are in UTC and end in Z", () => {
    expect(problemsOf({ account: { id: "acc_1", createdAt: "2026-12-01T14:00:00+05:30" } })).toEqual([
      "must be a time in UTC that ends in Z, such as 2026-12-01T08:30:00Z",
    ]);
  });
});
