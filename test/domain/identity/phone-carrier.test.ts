import { describe, expect, it } from "vitest";
import { phoneCarrier } from "../../../src/domain/identity/phone-carrier.ts";

describe("phoneCarrier", () => {
  it.each([
    ["a range of four digits in India", "91", "9810012345", "Airtel"],
    ["a range of three digits in India", "91", "7000012345", "Reliance Jio"],
    ["a range in Great Britain", "44", "7400123456", "Three"],
    ["a range in Switzerland", "41", "798765432", "Swisscom"],
    ["the digits of an Indian range in Switzerland", "41", "9810012345", undefined],
    ["the range itself", "91", "9810", "Airtel"],
    ["digits that no range begins with", "91", "1000000000", undefined],
    ["no digits", "91", "", undefined],
    ["a calling code that nobody has", "999", "9810012345", undefined],
    ["a name of every object", "constructor", "9810012345", undefined],
  ])("%s", (_, callingCode, number, carrier) => {
    expect(phoneCarrier(callingCode, number)).toBe(carrier);
  });
});
