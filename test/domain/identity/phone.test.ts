import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPhone, unreadablePhone } from "../../../src/domain/identity/phone.ts";

describe("readPhone", () => {
  it.each([
    ["+91 98123 45678", "IN"],
    ["098123-45678", "IN"],
    ["9812345678", "IN"],
    ["00 91 9812345678", "IN"],
    ["+91 98123 45678", "US"],
    ["+919812345678", undefined],
    ["９８１２３４５６７８", "IN"],
    ["९८१२३४५६७८", "IN"],
    ["98123\u200b45678", "IN"],
    ["0091 98123 45678", "US"],
    ["tel:+91-98123-45678", "IN"],
  ])("reads %j in %s as one number", (text, country) => {
    expect(readPhone(text, country)).toEqual({
      number: "+919812345678",
      type: "MOBILE",
      country: "IN",
      carrier: "Idea",
      digitRun: 8,
    });
  });

  it("tells fixed lines and voice over IP from mobiles", () => {
    expect(readPhone("020 7946 0018", "GB")?.type).toBe("FIXED_LINE");
    expect(readPhone("056 0000 0000", "GB")?.type).toBe("VOIP");
  });

  it("names the network of a mobile, and none for a fixed line", () => {
    expect(readPhone("+91 70000 12345", undefined)?.carrier).toBe("Reliance Jio");
    expect(readPhone("020 7946 0018", "GB")?.carrier).toBe(undefined);
  });

  it("has no type for a number of possible length that the plan does not know", () => {
    expect(readPhone("1112345678", "IN")).toEqual({
      number: "+911112345678",
      type: undefined,
      country: "IN",
      carrier: undefined,
      digitRun: 8,
    });
  });

  it("leaves out an extension", () => {
    expect(readPhone("020 7946 0018 ext. 12", "GB")?.number).toBe("+442079460018");
  });

  it.each(["", "phone", "12", "+", "9812345678", "call 9812345678", `+${"9".repeat(39)}`, "9".repeat(32_000)])(
    "cannot read %.40j without a country",
    (text) => {
      expect(readPhone(text, undefined)).toBeUndefined();
    },
  );

  it.each([
    [
      "+525512345678",
      ["+52 1 55 1234 5678", "+5215512345678"],
      ["55 1234 5678", "044 55 1234 5678", "1 55 1234 5678"],
      "MX",
    ],
    ["+541123456789", ["+54 9 11 2345 6789", "+54 11 15 2345 6789", "+54 11 2345-6789"], ["011 15 2345 6789"], "AR"],
    ["+542966123456", ["+54 9 2966 123456", "+54 2966 15 123456"], ["02966 15 123456"], "AR"],
    [
      "+5511981234567",
      ["+55 11 98123 4567", "+55 11 8123 4567"],
      ["11 8123-4567", "011 98123-4567", "0xx11 98123-4567", "(0xx11) 98123-4567", "0 15 11 98123 4567"],
      "BR",
    ],
    ["+551132345678", ["+55 11 3234 5678"], ["11 3234-5678"], "BR"],
    ["+390612345678", ["+39 06 1234 5678", "+39 6 1234 5678"], ["06 1234 5678"], "IT"],
    ["+393471234567", ["+39 347 1234567", "+39 0347 1234567"], ["347 1234567", "0347 1234567"], "IT"],
    ["+56991234567", ["+56 9 9123 4567", "+56 09 9123 4567"], ["09 9123 4567", "9 9123 4567"], "CL"],
    ["+3780549882410", ["+378 0549 882410", "+378 549 882410", "+378 882410"], ["0549 882410", "549 882410"], "SM"],
    ["+573001234567", ["+57 300 123 4567"], ["0057 300 123 4567", "03 300 123 4567"], "CO"],
    ["+919812345678", ["+91 098123 45678", "0091 98123 45678"], ["0091 98123 45678"], "IN"],
  ])("gives %s one spelling", (number, abroad, atHome, country) => {
    expect(abroad.map((text) => readPhone(text, undefined)?.number)).toEqual(abroad.map(() => number));
    expect(atHome.map((text) => readPhone(text, country)?.number)).toEqual(atHome.map(() => number));
  });

  it.each([
    ["+39 02 1234567", "+39 320 1234567"],
    ["+54 9 11 2345 6789", "+54 9 11 2345 6780"],
    ["+55 11 98123 4567", "+55 21 98123 4567"],
    ["+52 1 55 1234 5678", "+52 1 55 1234 5679"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(readPhone(one, undefined)?.number).toBeDefined();
    expect(readPhone(one, undefined)?.number).not.toBe(readPhone(other, undefined)?.number);
  });

  it("does not stop at a country that has no plan", () => {
    expect(readPhone("+919812345678", "ZZ")?.country).toBe("IN");
  });

  it("is total, and reading twice changes nothing", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^\+?[0-9 ()-]{4,20}$/));
    fc.assert(
      fc.property(text, fc.constantFrom("IN", "US", "GB", "CN", "ZZ"), (written, country) => {
        const once = readPhone(written, country);
        if (once !== undefined) expect(readPhone(once.number, undefined)?.number).toBe(once.number);
      }),
    );
  });
});

describe("unreadablePhone", () => {
  it("compares nonsense by its digits, however it is spaced", () => {
    expect(unreadablePhone("12-345")).toBe("unreadable:12345");
    expect(unreadablePhone("call १२३४५")).toBe("unreadable:12345");
  });

  it.each(["", "n/a", "1234", "00000", "9999999999"])("takes %j for nobody's", (text) => {
    expect(unreadablePhone(text)).toBeUndefined();
  });
});
