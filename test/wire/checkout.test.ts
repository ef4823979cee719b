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

describe("a time", () => {
  const made = (createdAt: string) => shopCheckoutBody.safeParse({ ...CHECKOUT, account: { id: "acc_1", createdAt } });

  it.each([
    ["2026-12-01T08:30:00Z", "2026-12-01T08:30:00Z"],
    ["2026-12-01T14:00:00+05:30", "2026-12-01T08:30:00.000Z"],
    ["2026-12-31T20:00:00.5-08:00", "2027-01-01T04:00:00.500Z"],
  ])("%s is kept as %s", (written, kept) => {
    expect(made(written).data?.account.createdAt).toBe(kept);
  });

  it.each([
    "2026-12-01T14:00:00",
    "2026-12-01",
    "2026-02-30T00:00:00+01:00",
    "2026-12-01T14:00:00+24:00",
    "0000-01-01T00:00:00+01:00",
    "soon",
  ])("that is %s hears what it lacks", (written) => {
    expect(made(written).error?.issues.map(({ message }) => message)).toEqual([
      "must be a time with Z or its offset from UTC, such as 2026-12-01T08:30:00Z or 2026-12-01T14:00:00+05:30",
    ]);
  });
});
