import { describe, expect, it } from "vitest";
import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { explainHousehold } from "../../../src/domain/identity/address/household.ts";
import { compareDoors, doorKeys } from "../../../src/domain/identity/address/same-door.ts";

const HELD: PostalAddress = {
  name: "A Buyer",
  lines: ["12 Hill Road"],
  city: "Pune",
  postalCode: "411001",
  country: "IN",
};

/** As a hold keeps them. */
function held(address: PostalAddress) {
  const { exact, near, nearFoundBy } = explainHousehold(address).keys;
  return { household: exact, near: [...near, ...nearFoundBy] };
}

const match = (one: Partial<PostalAddress>, other: Partial<PostalAddress>) =>
  compareDoors(held({ ...HELD, ...one }), doorKeys({ ...HELD, ...other }));

describe("the address of an order", () => {
  it.each([
    [{ lines: ["12 hill rd."] }, {}, "exact"],
    [{ lines: ["12 Hil Road"] }, {}, "near"],
    [{ lines: ["12 Hill Road, Green 77"] }, {}, "near"],
    [{}, { lines: ["12 Hill Road, Green 77"] }, "near"],
    [{ postalCode: undefined }, {}, "near"],
    [{}, { postalCode: undefined }, "near"],
    [{ lines: ["12 Hill Road, near SBI, Ph 9812345678"] }, {}, "exact"],
    [
      { country: "US", postalCode: "60614", lines: ["3012-16 N Clark St"] },
      { country: "US", postalCode: "60614", lines: ["3012 N Clark St"] },
      "near",
    ],
  ] as const)("may tidy %j into %j", (one, other, expected) => {
    expect(match(one, other)).toBe(expected);
  });

  it.each([
    [{}, { lines: ["13 Hill Road"] }],
    [{}, { postalCode: "411002" }],
    [{}, { lines: ["12 Hill Road, 402"] }],
    [{ lines: ["12 Hill Road 402"] }, {}],
    [{ lines: ["402, 12 Hill Road"] }, { lines: ["403, 12 Hill Road"] }],
    [{ lines: ["Flat 4, 12 Hill Road"] }, { lines: ["Flat 5, 12 Hill Road"] }],
    [{ lines: ["12 Hill Road, Green 77"] }, { lines: ["12 Hill Road, Green 78"] }],
    [{ lines: ["12, Gandhi Road, Nehru Nagar"] }, { lines: ["12, Nehru Road, Gandhi Nagar"] }],
    [{ lines: ["Sea View, Hill Road"] }, { lines: ["Sea View, 12 Hill Road"] }],
    [{ lines: ["402 Sunshine, 12 Hill Road"] }, {}],
    [{}, { lines: ["12 Hill Road 77 Green"] }],
    [
      { country: "GB", postalCode: "EH1 1AA", lines: ["2/9 High Street"] },
      { country: "GB", postalCode: "EH1 1AA", lines: ["Flat 2, 9 High Street"] },
    ],
  ] as const)("may not turn %j into %j", (one, other) => {
    expect(match(one, other)).toBeUndefined();
  });
});
