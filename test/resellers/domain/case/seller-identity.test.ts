import { describe, expect, it } from "vitest";
import { identify } from "../../../../src/domain/identity/identify.ts";
import {
  KEY_OF_SELLER,
  type SellerIdentity,
  sellerValues,
} from "../../../../src/resellers/domain/case/seller-identity.ts";

const ADDRESS = {
  name: "North Traders",
  lines: ["Flat 4B, Sea View", "12 Hill Road"],
  city: "Mumbai",
  postalCode: "400050",
  country: "IN",
};
const SELLER: SellerIdentity = {
  phone: "098123 45678",
  address: ADDRESS,
  payment: { method: "UPI", fingerprint: "pf_1" },
};

describe("sellerValues", () => {
  it("spells a seller as its checkouts are spelled, whatever the hand that wrote it", () => {
    const { values } = identify({
      account: { id: "acc_1", phone: "+91 98123-45678" },
      shippingAddress: { ...ADDRESS, name: "A Buyer", lines: ["4B, SEA VIEW", "12 HILL RD"] },
      payment: { method: "upi", fingerprint: "pf_1" },
      quantity: 1,
      channel: "web",
    });
    expect(sellerValues(SELLER)).toEqual({
      values: (["phone", "address", "payment"] as const).map((kind) => ({ kind, value: values[KEY_OF_SELLER[kind]] })),
      unreadable: [],
    });
  });

  it("names what cannot be read, and makes no key of it", () => {
    const vague = { phone: "12", address: { lines: ["near the market"], country: "IN" } };
    expect(sellerValues({ ...vague, payment: { method: "upi", fingerprint: " " } })).toEqual({
      values: [],
      unreadable: ["phone", "address", "payment"],
    });
  });

  it("makes nothing of nothing", () => {
    expect(sellerValues({})).toEqual({ values: [], unreadable: [] });
  });
});
