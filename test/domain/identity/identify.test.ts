import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Checkout } from "../../../src/domain/checkout.ts";
import { readAddress } from "../../../src/domain/identity/address/read-address.ts";
import { identify } from "../../../src/domain/identity/identify.ts";

const CHECKOUT: Checkout = {
  account: { id: "acc_1", email: "A.Buyer+1@googlemail.com", phone: "098123 45678" },
  device: { id: " dev_1 " },
  shippingAddress: {
    name: "A Buyer",
    lines: ["Flat 4B, Sea View", "12 Hill Road"],
    city: "Mumbai",
    region: "Mahārāshtra",
    postalCode: "400 050",
    country: "in",
  },
  payment: { method: "UPI", fingerprint: " Pf_1 " },
  quantity: 1,
  channel: "web",
};

describe("identify", () => {
  it("gives each identifier in one spelling, and what was noticed", () => {
    expect(identify(CHECKOUT)).toEqual({
      values: {
        account: "acc_1",
        device: "dev_1",
        payment: "upi:Pf_1",
        email: "abuyer@gmail.com",
        phone: "+919812345678",
        phoneRange: "+9198123456",
        household: "IN|400050|4b_12|||hill road,sea view|||",
        building: "IN|400050|12|||hill|",
        near: ["IN|400050|4b_12|||||1|i h", "IN|400050|4b_12|||||2|hl", "IN|400050|4b_12|||||b|av"],
        nearAsked: [
          "IN|400050||||||0|seew",
          "IN|400050||||||1|iird",
          "IN|400050||||||2|avhloa",
          "open|IN|mumbai|4b_12|||||hill",
        ],
        nearFoundBy: ["coded|IN|mumbai|4b_12|||||hill"],
      },
      facts: {
        emailReadable: true,
        emailDisposable: false,
        emailAliased: true,
        phoneReadable: true,
        phoneType: "MOBILE",
        phoneCountry: "IN",
        phoneDigitRun: 8,
        phoneCarrier: "Idea",
        addressCountry: "IN",
        addressRegion: "maharashtra",
        addressDisguises: 0,
        addressCodeFits: true,
        addressCareOf: false,
        addressCustomerCode: false,
      },
    });
  });

  it("takes a sale's country for telephone numbers, but not over the address's", () => {
    const phoneOf = (checkout: Checkout) => identify(checkout, "US").values.phone;
    expect(phoneOf(CHECKOUT)).toBe("+919812345678");
    expect(phoneOf({ ...CHECKOUT, shippingAddress: undefined, account: { id: "a", phone: "(202) 555-0123" } })).toBe(
      "+12025550123",
    );
  });

  it("claims nothing that was not given", () => {
    const { values, facts } = identify({
      account: { id: "acc_1" },
      payment: { method: "cod" },
      quantity: 1,
      channel: "phone",
      fulfilment: { kind: "pickup", partnerId: "p_1" },
    });
    expect(Object.entries(values).filter(([, value]) => value !== undefined)).toEqual([["account", "acc_1"]]);
    expect(Object.values(facts).filter((fact) => fact !== undefined)).toEqual([]);
  });

  it("takes no household from an address beside a pick-up point", () => {
    const { values } = identify({ ...CHECKOUT, fulfilment: { kind: "pickup", partnerId: "p_1" } });
    expect([values.household, values.building, values.near]).toEqual([undefined, undefined, undefined]);
  });

  it("says of an e-mail address and a telephone number that they cannot be read, and claims neither", () => {
    const { values, facts } = identify({ ...CHECKOUT, account: { id: "acc_1", email: "none", phone: "none" } });
    expect([values.email, values.phone]).toEqual([undefined, undefined]);
    expect([facts.emailReadable, facts.phoneReadable, facts.emailDisposable, facts.phoneType]).toEqual([
      false,
      false,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["an empty device id", { device: { id: "  " } }, "device"],
    ["an empty fingerprint", { payment: { method: "card", fingerprint: "" } }, "payment"],
  ] as const)("makes no claim from %s", (_, change, kind) => {
    expect(identify({ ...CHECKOUT, ...change }).values[kind]).toBeUndefined();
  });

  it("keeps the account's id byte for byte, since only the shop knows which spellings are one", () => {
    expect(identify({ ...CHECKOUT, account: { id: " Acc_1 " } }).values.account).toBe(" Acc_1 ");
  });

  it("keeps the fingerprints of two methods apart", () => {
    const card = identify({ ...CHECKOUT, payment: { method: "card", fingerprint: "Pf_1" } });
    expect(card.values.payment).toBe("card:Pf_1");
  });

  it("counts disguises that people do not use", () => {
    const lines = ["Flat 4B, Sea View", ".", "12 H\u200bіll Rоad"];
    const { values, facts } = identify({
      ...CHECKOUT,
      shippingAddress: { lines, city: "Mumbai", postalCode: "400050", country: "IN" },
    });
    expect(values.household).toBe(identify(CHECKOUT).values.household);
    expect(facts.addressDisguises).toBe(4);
  });

  it("is total, and reads its own values as themselves", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a@gmail.com", "+919812345678", "IN"));
    const account = fc.record({ id: text, email: text, phone: text });
    fc.assert(
      fc.property(account, text, fc.array(text), (who, country, lines) => {
        const { values } = identify({ ...CHECKOUT, account: who, shippingAddress: { lines, country } });
        const again = identify({ ...CHECKOUT, account: { ...who, email: values.email, phone: values.phone } }).values;
        expect([again.email, again.phone]).toEqual([values.email, values.phone]);
      }),
    );
  });

  it("reads no more of a hostile text than of a label, and forgets none of it", () => {
    const longest = 32 * 1024;
    for (const unit of ["a", "1", "9a", "st ", "é", "\ufdfa", "\u{1d40d}", "一", "1/", "C Block ", ","]) {
      const text = unit.repeat(longest / unit.length);
      const { items, endings, street, unread } = readAddress({
        lines: [text],
        city: text,
        postalCode: text,
        country: "IN",
      });
      expect(items.length + endings.length, unit).toBeLessThanOrEqual(600);
      expect(street.name.length, unit).toBeLessThanOrEqual(600);
      expect(unread.length, unit).toBeGreaterThan(longest - 1_000);
      const { values } = identify({ ...CHECKOUT, account: { id: text, email: `${text}@a.example`, phone: text } });
      expect([values.email, values.phone], unit).toEqual([undefined, undefined]);
    }
  });
});
