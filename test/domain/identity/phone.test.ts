import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPhone } from "../../../src/domain/identity/phone.ts";

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
